import EventCatalogue
import StrictJSON

/// Collects the personal fields of one event, within what a private record has room for beside the evidence.
///
/// A value beyond the bounds is left out: the evidence holds it in full.
struct PrivateText: Sendable {
    /// Bytes of one value; longer text is not a name, an address or a reason.
    static let valueBytes = 2_048
    /// Bytes of all values of one submission.
    static let submissionBytes = 524_288

    private(set) var data = PersonalData()
    /// Bytes that are left.
    private(set) var room: Int

    init(room: Int) { self.room = room }

    mutating func add(_ field: PersonalField, _ text: [UInt8]?) {
        guard let text, fits(text.count) else { return }
        data.add(field, text)
    }

    /// Adds a member's text, on which nothing depends; none where it is absent or has another type.
    mutating func add(_ field: PersonalField, _ members: SourceMembers, _ name: StaticString) {
        members.member(name)?.withStringBytes { text in
            guard !AbsentText.isAbsent(text), fits(text.count) else { return }
            data.add(field, text)
        }
    }

    /// Adds the texts of members, on which nothing depends.
    mutating func add(_ fields: [(PersonalField, StaticString)], _ members: SourceMembers) {
        for (field, name) in fields { add(field, members, name) }
    }

    /// Notes a word that an enumeration did not have.
    mutating func addUnrecognised(_ name: String, _ word: [UInt8]) {
        guard fits(name.utf8.count + word.count) else { return }
        data.addUnrecognised(name, word)
    }

    /// Notes a field that could not be read, by its name, with what stands in its place where that fits.
    mutating func add(unreadable field: UnreadableField) {
        let name = "\(field.name)"
        let isLong = name.utf8.count + field.text.count > Self.valueBytes
        addUnrecognised(name, isLong ? [] : field.text)
    }

    /// The value of a word; notes one that the table does not have.
    mutating func word<Value: CatalogueEnumeration>(
        _ text: [UInt8]?, _ name: String, as type: Value.Type = Value.self
    ) -> Value? {
        guard let text else { return nil }
        let value = text.withUnsafeBytes { Self.value(of: $0, as: type) }
        if value == .unrecognised { addUnrecognised(name, text) }
        return value
    }

    /// The value of a word; notes one that the table does not have.
    mutating func word<Value: CatalogueEnumeration>(
        _ text: UnsafeRawBufferPointer, _ name: StaticString, as type: Value.Type
    ) -> Value {
        let value = Self.value(of: text, as: type)
        if value == .unrecognised { addUnrecognised("\(name)", Array(text)) }
        return value
    }

    /// The family of an operating system; notes a name that is none of those known.
    mutating func platform(_ text: [UInt8]?, _ name: String) -> Platform? {
        let platform = Platform(operatingSystem: text)
        if platform == .unrecognised, let text { addUnrecognised(name, text) }
        return platform
    }

    private static func value<Value: CatalogueEnumeration>(
        of text: UnsafeRawBufferPointer, as type: Value.Type
    ) -> Value {
        // A longer text is no word of any table.
        text.count <= 256 ? Value(word: ASCII.trimmed(text)) : .unrecognised
    }

    private mutating func fits(_ count: Int) -> Bool {
        // A value costs its own bytes and at most a head of five.
        guard count <= Self.valueBytes, count + 5 <= room else { return false }
        room -= count + 5
        return true
    }
}
