import EventCatalogue
import LedgerModel

/// A made-up person.
struct PersonProfile: Sendable {
    let objectID: Bits128
    let displayName: String
    let givenName: String
    let userPrincipalName: String
    /// Under a country code that is assigned to no country.
    let phone: String
    let place: Place
    let homeAddress: String
    let mobileAddress: String
    /// The second factor of choice.
    let method: AuthenticationMethod

    init(seed: UInt64, index: Int, domain: String) {
        var random = SeededRandom(seed: seed, .person, index)
        self.init(random: &random, mark: String(index), number: index, domain: domain, place: nil)
    }

    init(seed: UInt64, administratorOf tenant: Int, domain: String, place: Place) {
        var random = SeededRandom(seed: seed, .person, -1 - tenant)
        self.init(
            random: &random, mark: "admin\(tenant)", number: 1_000_000 + tenant, domain: domain, place: place)
    }

    private init(
        random: inout SeededRandom, mark: String, number: Int, domain: String, place: Place?
    ) {
        let given = random.pick(NameStock.given)
        let family = random.pick(NameStock.family)
        objectID = random.guid()
        var written = "\(given.written) \(family.written)"
        if random.chance(30) { written = "\(given.written) \(random.pick(NameStock.hostile)) \(mark)" }
        displayName = written
        givenName = given.written
        userPrincipalName = "\(given.ascii).\(family.ascii).\(mark)@\(domain)"
        let digits = String(number)
        phone = "+999 7" + String(repeating: "0", count: 7 - digits.count) + digits + random.digits(2)
        self.place = place ?? random.pick(Place.all)
        homeAddress =
            random.chance(250)
            ? "2001:db8:\(Self.group(number >> 16)):\(Self.group(number))::1"
            : "198.\(18 + number >> 16 & 1).\(number >> 8 & 255).\(number & 255)"
        mobileAddress = "2001:db8:\(Self.group(0xF000 + number >> 16)):\(Self.group(number))::2"
        method = random.pick([.authenticatorApp, .textMessage, .voiceCall])
    }

    private static func group(_ number: Int) -> String { String(number & 0xFFFF, radix: 16) }
}
