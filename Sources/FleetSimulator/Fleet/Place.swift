/// A town where people sign in.
struct Place: Sendable {
    let city: String
    let state: String
    let country: String
    /// Millionths of a degree.
    let latitude: Int
    let longitude: Int

    static let all: [Place] = [
        Place(
            city: "Leiden", state: "Zuid-Holland", country: "NL", latitude: 52_160_110, longitude: 4_497_010),
        Place(city: "Gdynia", state: "Pomorskie", country: "PL", latitude: 54_518_890, longitude: 18_530_540),
        Place(city: "Tromsø", state: "Troms", country: "NO", latitude: 69_649_200, longitude: 18_955_300),
        Place(city: "Coimbra", state: "Coimbra", country: "PT", latitude: 40_205_640, longitude: -8_419_550),
        Place(
            city: "Kilkenny", state: "Kilkenny", country: "IE", latitude: 52_654_150, longitude: -7_244_790),
        Place(
            city: "Duluth", state: "Minnesota", country: "US", latitude: 46_786_670, longitude: -92_100_490),
        Place(
            city: "São Carlos", state: "São Paulo", country: "BR", latitude: -22_017_500,
            longitude: -47_890_830),
        Place(city: "Nagano", state: "Nagano", country: "JP", latitude: 36_648_580, longitude: 138_194_840),
    ]

    /// Degrees as a JSON number.
    static func degrees(_ millionths: Int) -> String {
        let magnitude = millionths.magnitude
        let fraction = String(magnitude % 1_000_000)
        let padding = String(repeating: "0", count: 6 - fraction.count)
        return (millionths < 0 ? "-" : "") + String(magnitude / 1_000_000) + "." + padding + fraction
    }
}
