import EventCatalogue
import LedgerModel
import StrictJSON

extension PublicData {
    /// Sets why a device is not compliant. What is compliant has no reason, whatever else its record flags.
    mutating func set(_ reasons: Set<ComplianceReason>, of verdict: ComplianceVerdict) {
        guard !reasons.isEmpty, verdict != .compliant else { return }
        set(ComplianceEvents.reasons, reasons.sorted { $0.rawValue < $1.rawValue })
    }
}

extension SourceMembers {
    /// The reasons in a member that is a word, words joined by commas, or a list of words; on which nothing
    /// depends. A word that the catalogue does not have is noted.
    func reasons(_ name: StaticString, _ personal: inout PrivateText) -> Set<ComplianceReason> {
        guard let member = member(name) else { return [] }
        var texts: [[UInt8]] = []
        for item in member.array.map({ Array($0.prefix(Self.mostReasons)) }) ?? [member] {
            item.withStringBytes { text in
                guard !AbsentText.isAbsent(text), text.count <= PrivateText.valueBytes else { return }
                texts += text.split(separator: UInt8(ascii: ","), maxSplits: Self.mostReasons).map {
                    Array($0)
                }
            }
        }
        var found: Set<ComplianceReason> = []
        for text in texts.prefix(Self.mostReasons) {
            let word = ASCII.trimmed(text)
            guard !word.isEmpty else { continue }
            if let reason: ComplianceReason = personal.word(word, "\(name)") { found.insert(reason) }
        }
        return found
    }

    /// Whether a member says yes: a flag, or the word for it; on which nothing depends.
    func says(_ name: StaticString, _ words: StaticString...) -> Bool {
        guard let member = member(name) else { return false }
        if let flag = member.bool { return flag }
        let text = freeText(name).map { ASCII.trimmed($0) } ?? []
        return words.contains { ASCII.equalIgnoringCase(text, $0) }
    }

    /// The most reasons that one member is read for.
    private static let mostReasons = 64
}
