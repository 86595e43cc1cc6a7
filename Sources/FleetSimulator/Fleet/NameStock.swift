/// Made-up names: what people and devices are called, and what hostile text some of them carry.
enum NameStock {
    /// As it is written, and in ASCII for addresses.
    typealias Name = (written: String, ascii: String)

    static let given: [Name] = [
        ("Ada", "ada"), ("Zoë", "zoe"), ("Łukasz", "lukasz"), ("Noor", "noor"), ("Tomás", "tomas"),
        ("Ingrid", "ingrid"), ("Kwame", "kwame"), ("Maëlle", "maelle"), ("Søren", "soren"),
        ("Anjali", "anjali"),
        ("Bohdan", "bohdan"), ("Chiara", "chiara"), ("Dilnoza", "dilnoza"), ("Eero", "eero"),
        ("Farah", "farah"),
        ("Goran", "goran"), ("Hinata", "hinata"), ("Ivana", "ivana"), ("Jürgen", "juergen"),
        ("Keiko", "keiko"),
        ("Leila", "leila"), ("Mateo", "mateo"), ("Nadia", "nadia"), ("Oskar", "oskar"), ("Priya", "priya"),
        ("Quentin", "quentin"), ("Rasa", "rasa"), ("Siobhán", "siobhan"), ("Tariq", "tariq"),
        ("Ulla", "ulla"),
        ("Valentín", "valentin"), ("Wanjiru", "wanjiru"), ("Xiulan", "xiulan"), ("Yusuf", "yusuf"),
    ]

    static let family: [Name] = [
        ("Alderquist", "alderquist"), ("Brännvik", "brannvik"), ("Castellmoor", "castellmoor"),
        ("D’Ambrello", "dambrello"), ("Eszterházi-Kohl", "eszterhazi-kohl"), ("Fennimarsh", "fennimarsh"),
        ("Grzebczyk", "grzebczyk"), ("Hollowmere", "hollowmere"), ("Ibáñez-Rooke", "ibanez-rooke"),
        ("Jankelund", "jankelund"), ("Kirimoto", "kirimoto"), ("Lindqvarn", "lindqvarn"),
        ("Mbekiwana", "mbekiwana"), ("Nørregard", "norregard"), ("O’Tarrigan", "otarrigan"),
        ("Pellerineau", "pellerineau"), ("Quillfeather", "quillfeather"), ("Rasmolenko", "rasmolenko"),
        ("Şahinbey", "sahinbey"), ("Thornquill", "thornquill"), ("Ulvestadt", "ulvestadt"),
        ("Vasantrao", "vasantrao"), ("Wrenfield", "wrenfield"), ("Xanthakis", "xanthakis"),
        ("Yamadera", "yamadera"), ("Zielinkova", "zielinkova"),
    ]

    /// Text that breaks whoever quotes, escapes, displays or opens it carelessly. Always valid Unicode.
    static let hostile = [
        "\"quoted\" \\ back", "Anna\u{2019}s \u{201C}pad\u{201D}", "\u{1F469}\u{200D}\u{1F4BB} work",
        "\u{202E}txt.exe\u{202C}", "\u{05D3}\u{05E0}\u{05D4} \u{0643}\u{0645}", "line\nbreak\ttab",
        "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "'; DROP TABLE devices; --",
        "\u{2028}sep\u{0}null",
        "%s%n{{7*7}}${x}", "Z\u{0351}\u{0345}a\u{0337}lgo",
    ]

    static let companies = [
        "aldermoor", "brightfen", "corvane", "dunhallow", "elmstrand", "farrowick", "glenhaven", "hartmere",
    ]

    static let windowsModels = ["Latimer Book 14", "Quorra X2", "Stonewell 5540"]
    static let macModels = ["MacBook Air (M3)", "MacBook Pro (M4)"]
    static let phoneModels = ["iPhone 15", "iPhone 16 Pro"]
    static let tabletModels = ["iPad Air (M2)", "iPad (10th gen)"]
    static let androidModels = ["Pixel 9", "Galaxy A56", "Fairphone 5"]
}
