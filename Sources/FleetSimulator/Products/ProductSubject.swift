import EventCatalogue
import LedgerModel

/// A device as its product knows it when something is written of it.
struct ProductSubject {
    let index: Int
    let instance: ProductInstance
    let held: ProductFleet.Device
    let person: PersonProfile
    let device: DeviceProfile

    init(_ index: Int, of products: ProductFleet, at instance: ProductInstance) {
        self.index = index
        self.instance = instance
        held = products.devices[index]
        person = products.fleet.owner(of: index)
        device = products.fleet.profile(of: index, owner: person, registration: held.registration)
    }

    var isComputer: Bool { device.platform == .macOS || device.platform == .windows }

    /// An id that the instance gave the device, or its record of this enrolment.
    func id(_ turn: Int) -> Bits128 {
        let again = instance.product.numbersAgain ? held.registration : 0
        var random = SeededRandom(
            seed: instance.id.low, .machine, index, turn * 100 + again)
        return random.guid()
    }

    /// Twelve hexadecimal digits.
    var macAddress: String {
        var random = SeededRandom(seed: instance.id.high, .machine, index)
        return String((random.guid().guidText.filter { $0 != "-" }).prefix(12)).uppercased()
    }

    var version: String { device.version(after: held.updates) }

    /// What a name is before its domain.
    var accountName: String { String(person.userPrincipalName.prefix { $0 != "@" }) }

    /// What a record says of how the device stands.
    var standing: Statement.Enrolment? {
        switch held.standing {
        case .none: nil
        case .enrolled: .enrolled
        case .leaving: .retirePending
        case .wiping: .wipePending
        case .retired: .retired
        case .wiped: .wiped
        case .unenrolled: .unenrolled
        }
    }

    /// A statement that says nothing yet.
    func statement(_ at: Timestamp, snapshot: Bool = false) -> Statement {
        Statement(device: index, at: at, isSnapshot: snapshot)
    }
}

extension DeviceProfile {
    /// The model's name at Apple, which tells phones from tablets.
    var appleIdentifier: String {
        switch platform {
        case .macOS: "Mac15,\(3 + serialNumber.utf8.count % 8)"
        case .iPadOS: "iPad14,\(1 + serialNumber.utf8.count % 8)"
        default: "iPhone16,\(1 + serialNumber.utf8.count % 2)"
        }
    }
}
