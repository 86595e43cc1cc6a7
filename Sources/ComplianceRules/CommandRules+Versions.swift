import EventCatalogue
import LedgerModel

// R31 and R34: what is too old, and the wrong broker.
extension CommandRules {
    typealias Minimum = (
        version: DottedVersion, others: [DottedVersion], sources: [ReferenceSource]
    )

    /// The least version that any document asked for at an instant, and those that others asked for; nil
    /// where none did.
    func minimum(
        of product: ReferenceData.Product, on platform: Platform?, requiredBy manager: ReferenceData.Product?,
        for purpose: ReferenceData.Purpose, at instant: Timestamp
    ) -> Minimum? {
        let rows = reference.minimumVersions(
            of: product, platform: platform, requiredBy: manager, at: instant
        ).filter { $0.value.purpose == purpose }
        guard let least = rows.map(\.value.version).min() else { return nil }
        let others = Set(rows.map(\.value.version)).subtracting([least]).sorted()
        return (least, others, rows.flatMap(\.sources).unique)
    }

    /// Refuses a version that is lower than a minimum.
    func refuse(
        _ version: VersionNumber, below least: Minimum, of what: String, rows: [StandingFact],
        _ judgement: inout RuleJudgement
    ) {
        guard version.isLower(than: least.version) else { return }
        var minimum = "\(what) \(version.text) is lower than the minimum \(least.version)"
        if !least.others.isEmpty {
            let others = least.others.map(\.description).joined(separator: ", ")
            minimum += "; documents differ (also \(others)), the lowest is enforced"
        }
        judgement.refuse(
            .minimumVersion, [StandingFact(minimum)] + rows, sources: least.sources,
            wayOut: "update \(what) to \(least.version) or later first")
    }

    func checkDeviceVersions(_ command: RuleEvent, _ kind: RuleEventKind, _ judgement: inout RuleJudgement) {
        let isEnrolled = kind == .deviceEnrolled
        let product =
            isEnrolled
            ? command.data[DeviceEvents.product].known : command.data[DeviceStepEvents.product].known
        let system =
            isEnrolled ? command.data[DeviceEvents.osVersion] : command.data[DeviceStepEvents.osVersion]
        let app = isEnrolled ? command.data[DeviceEvents.clientVersion] : nil
        guard let product else { return judgement.cannotTell(.minimumVersion, "the device manager") }
        guard let platform = ConnectionRecord.family(command.platform) else {
            return judgement.cannotTell(.minimumVersion, "the device's platform")
        }
        guard let manager = product.documented else { return }
        func check(_ version: VersionNumber?, _ subject: ReferenceData.Product, _ what: String) {
            let least = minimum(
                of: subject, on: platform, requiredBy: manager, for: .complianceReporting,
                at: command.occurred)
            guard let least else { return }
            guard let version else { return judgement.cannotTell(.minimumVersion, "the version of \(what)") }
            refuse(version, below: least, of: what, rows: [], &judgement)
        }
        check(system, .operatingSystem, "the operating system \(platform.word)")
        if isEnrolled, let subject = product.app { check(app, subject, "the app of \(product.word)") }
    }

    func checkBroker(_ command: RuleEvent, _ judgement: inout RuleJudgement) {
        guard let platform = ConnectionRecord.family(command.platform) else {
            return judgement.cannotTell(.broker, "the device's platform")
        }
        guard let broker = command.data[DeviceEvents.broker].known else {
            return judgement.cannotTell(.broker, "which broker it is")
        }
        let subject: ReferenceData.Product? =
            switch broker {
            case .authenticator: .authenticator
            case .companyPortal: .companyPortal
            case .unrecognised, .other: nil
            }
        let rows = reference.brokers(platform: platform, at: command.occurred)
        let brokers = rows.map(\.value.broker.rawValue).unique
        if !rows.isEmpty, !rows.contains(where: { $0.value.broker == subject }) {
            judgement.refuse(
                .broker,
                [
                    StandingFact(
                        "the broker of \(platform.word) is \(brokers.joined(separator: " or ")), not "
                            + broker.word)
                ], sources: rows.flatMap(\.sources).unique,
                wayOut: brokers == [ReferenceData.Product.operatingSystem.rawValue]
                    ? "none is installed there: \(platform.word) registers by itself"
                    : "install \(brokers.joined(separator: " or "))")
        }
        guard let subject,
            let least = minimum(
                of: subject, on: platform, requiredBy: nil, for: .complianceReporting, at: command.occurred)
        else { return }
        guard let version = command.data[DeviceEvents.brokerVersion] else {
            return judgement.cannotTell(.minimumVersion, "the broker's version")
        }
        refuse(version, below: least, of: broker.word, rows: [], &judgement)
    }
}

// R29: by what kind of account a computer is used.
extension CommandRules {
    func checkAccount(_ command: RuleEvent, _ judgement: inout RuleJudgement) {
        let isEnrolled = command.kind == .deviceEnrolled
        let product =
            isEnrolled
            ? command.data[DeviceEvents.product].known : command.data[DeviceStepEvents.product].known
        let platform = ConnectionRecord.family(command.platform)
        let rows = reference.accountTypes.inForce(at: command.occurred).filter {
            (platform == nil || $0.value.platform == platform)
                && (product == nil || $0.value.product == product?.documented)
        }
        // Of other device managers and of other systems no document says anything.
        guard !rows.isEmpty else { return }
        guard let product else { return judgement.cannotTell(.account, "the device manager") }
        guard let platform else { return judgement.cannotTell(.account, "the device's platform") }
        guard let account = command.data[DeviceStepEvents.account].known else {
            return judgement.cannotTell(.account, "by what kind of account the computer is used")
        }
        guard let row = rows.first(where: { $0.value.account.rawValue == account.word }),
            !row.value.isSupported
        else { return }
        let others = rows.filter(\.value.isSupported)
        let kinds = others.map(\.value.account.rawValue).joined(separator: " or ")
        judgement.refuse(
            .account,
            [
                StandingFact(
                    "\(product.word) works on \(platform.word) with an account of the kind \(kinds), not "
                        + account.word)
            ], sources: (others.flatMap(\.sources) + row.sources).unique,
            wayOut: "use the computer by an account of the kind \(kinds)")
    }
}

extension VersionNumber {
    /// The numbers that are given, with dots between.
    var text: String {
        [major, minor, patch, build].prefix { $0 != nil }.compactMap { $0.map { String($0) } }
            .joined(separator: ".")
    }

    /// Number by number; one that is missing counts as 0.
    func isLower(than other: DottedVersion) -> Bool {
        let numbers = [major, minor ?? 0, patch ?? 0, build ?? 0]
        for place in 0..<max(numbers.count, other.numbers.count) {
            let one = place < numbers.count ? numbers[place] : 0
            let least = place < other.numbers.count ? Int64(other.numbers[place]) : 0
            if one != least { return one < least }
        }
        return false
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stands first.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
