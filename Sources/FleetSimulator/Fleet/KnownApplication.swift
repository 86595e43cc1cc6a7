import LedgerModel

/// Applications to which people sign in, with their published ids.
enum KnownApplication: UInt8, CaseIterable, Sendable {
    case broker = 0
    case mail = 1
    case files = 2
    case chat = 3
    case home = 4
    case portal = 5

    /// Whether access needs a compliant device.
    var needsCompliance: Bool {
        switch self {
        case .mail, .files, .chat: true
        case .broker, .home, .portal: false
        }
    }

    var id: Bits128 {
        switch self {
        case .broker: Bits128(high: 0x29D9_ED98_A469_4536, low: 0xADE2_F981_BC1D_605E)
        case .mail: Bits128(high: 0x2792_2004_5251_4030, low: 0xB22D_91EC_D9A3_7EA4)
        case .files: Bits128(high: 0xAF12_4E86_4E96_495A, low: 0xB70A_90F9_0AB9_6707)
        case .chat: Bits128(high: 0x1FEC_8E78_BCE4_4AAF, low: 0xAB1B_5451_CC38_7264)
        case .home: Bits128(high: 0x4765_445B_32C6_49B0, low: 0x83E6_1D93_7652_76CA)
        case .portal: Bits128(high: 0xC44B_4083_3BB0_49C1, low: 0xB47D_974E_53CB_DF3C)
        }
    }

    var title: String {
        switch self {
        case .broker: "Microsoft Authentication Broker"
        case .mail: "Outlook Mobile"
        case .files: "OneDrive iOS App"
        case .chat: "Microsoft Teams"
        case .home: "OfficeHome"
        case .portal: "Azure Portal"
        }
    }

    var resource: Bits128 {
        switch self {
        case .broker: Bits128(high: 0x01CB_2876_7EBD_4AA4, low: 0x9CC9_D28B_D4D3_59A9)
        case .mail: Bits128(high: 0x0000_0002_0000_0FF1, low: 0xCE00_0000_0000_0000)
        case .files: Bits128(high: 0x0000_0003_0000_0FF1, low: 0xCE00_0000_0000_0000)
        case .chat: Bits128(high: 0xCC15_FD57_2C6C_4117, low: 0xA88C_83B1_D56B_4BBE)
        case .home: Bits128(high: 0x0000_0003_0000_0000, low: 0xC000_0000_0000_0000)
        case .portal: Bits128(high: 0x797F_4846_BA00_4FD7, low: 0xBA43_DAC1_F8F6_3013)
        }
    }

    var resourceTitle: String {
        switch self {
        case .broker: "Device Registration Service"
        case .mail: "Office 365 Exchange Online"
        case .files: "Office 365 SharePoint Online"
        case .chat: "Microsoft Teams Services"
        case .home: "Microsoft Graph"
        case .portal: "Windows Azure Service Management API"
        }
    }
}
