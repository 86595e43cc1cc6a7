import StrictJSON

/// A record of the unified log, made into the inner record of Entra's own log that says the same.
struct UnifiedAuditTranslation: Sendable {
    let format: SourceFormat
    let record: JSONValue
    let unreadable: [UnreadableField]

    /// - Throws: where a member of a directory's record has another type than the log says. Of another
    ///   service's record, and of a row alone, only who did what is taken over.
    init(_ unified: UnifiedAuditRecord) throws(Rejection) {
        var draft = UnifiedAuditDraft(unified)
        draft.begin()
        switch (unified.inner, unified.kind) {
        case (let inner?, .signIn):
            format = .entraSignIn
            try draft.addSignIn(inner)
        case (let inner?, .audit):
            format = .entraAudit
            try draft.addAudit(inner)
        default:
            format = .entraAudit
            draft.addOther()
        }
        do throws(JSONSyntaxError) {
            record = try JSONDocument(draft.finished()).root
        } catch {
            throw Rejection(error)
        }
        unreadable = draft.unreadable
    }
}

/// The record that is being made.
struct UnifiedAuditDraft {
    let unified: UnifiedAuditRecord
    private(set) var writer = JSONWriter()
    private(set) var unreadable: [UnreadableField] = []

    init(_ unified: UnifiedAuditRecord) { self.unified = unified }

    mutating func begin() { writer.beginObject() }

    mutating func finished() -> [UInt8] {
        writer.endObject()
        return writer.bytes
    }

    /// Writes a member; an absent one not at all.
    mutating func add(_ name: StaticString, _ text: [UInt8]?) {
        guard let text else { return }
        writer.key(name)
        writer.string(bytes: text)
    }

    mutating func add(_ name: StaticString, _ number: Int64) {
        writer.key(name)
        writer.int64(number)
    }

    mutating func add(_ name: StaticString, _ value: JSONValue?) {
        guard let value else { return }
        writer.key(name)
        writer.value(value)
    }

    mutating func add(_ name: StaticString, flag: Bool) {
        writer.key(name)
        writer.bool(flag)
    }

    mutating func addObject(_ name: StaticString, _ body: (inout Self) -> Void) {
        writer.key(name)
        addObject(body)
    }

    mutating func addObject(_ body: (inout Self) -> Void) {
        writer.beginObject()
        body(&self)
        writer.endObject()
    }

    mutating func addList(_ name: StaticString, _ body: (inout Self) -> Void) {
        writer.key(name)
        writer.beginArray()
        body(&self)
        writer.endArray()
    }

    mutating func note(unreadable name: StaticString, _ text: [UInt8]) {
        unreadable.append(UnreadableField(name: name, text: text))
    }
}

/// The values of a list of names and values (`ExtendedProperties`, `DeviceProperties`); of a name that stands
/// there twice, the first one.
struct UnifiedAuditProperties: Sendable {
    private var values: [(name: [UInt8], value: [UInt8])] = []

    init(_ list: SourceObjects) throws(Rejection) {
        for entry in list {
            guard let name = try entry.text("Name"), let value = entry.member("Value"),
                let text = value.plainText, !AbsentText.isAbsent(text)
            else { continue }
            values.append((ASCII.trimmed(name), text))
        }
    }

    func value(_ name: StaticString) -> [UInt8]? {
        values.first { ASCII.equalIgnoringCase($0.name, name) }?.value
    }
}

extension JSONValue {
    /// What a string says; of any other value the JSON, and nothing of null.
    var plainText: [UInt8]? { isNull ? nil : stringBytes ?? rawBytes }
}
