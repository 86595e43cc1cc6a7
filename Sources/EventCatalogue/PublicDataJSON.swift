import DeterministicCBOR
public import LedgerModel
public import StrictJSON

// Public data as JSON and back, by the catalogue's definitions.

extension FieldDefinition {
    /// Encodes a JSON value as this field's kind; adds to `failures` what is wrong.
    func encode(
        _ value: JSONValue, into data: inout PublicDataEncoder, personal: inout PersonalData,
        failures: inout FailureList
    ) {
        encode(value, kind, path: { name }, into: &data, personal: &personal, failures: &failures)
    }

    /// - Parameter path: of the value, within `data`; asked for only where there is something to say.
    private func encode(
        _ value: JSONValue, _ kind: FieldKind, path: () -> String, into data: inout PublicDataEncoder,
        personal: inout PersonalData, failures: inout FailureList
    ) {
        func wrong(_ expected: String, _ code: String = "event.wrong_kind", found: String? = nil) {
            failures.append(
                ValidationFailure(
                    "data.\(path())", code, expected: expected, found: found ?? Self.describe(value)))
            data.bytes.append(0xF6)
        }
        switch kind {
        case .flag:
            guard let flag = value.bool else { return wrong("true or false") }
            data.bytes.appendCBOR(bool: flag)
        case .integer:
            guard let number = value.int64 else { return wrong("a whole number of 64 bits") }
            if let least, number < least {
                return wrong("\(least) or more", "event.out_of_range", found: "a smaller number")
            }
            data.bytes.appendCBOR(signed: number)
        case .guid:
            guard let id = value.guid, id != .zero else { return wrong("a GUID that is not zero") }
            data.appendBits(id)
        case .instant:
            guard let time = value.instant else { return wrong("a time as RFC 3339 has it") }
            if !value.isPlainTime { personal.add(.timeText, value.stringBytes) }
            data.bytes.appendCBOR(signed: time.nanoseconds)
        case .digest:
            guard let text = value.stringBytes, text.count == 64,
                let high = Bits128(hexadecimal: text[..<32]),
                let low = Bits128(hexadecimal: text[32...])
            else { return wrong("64 hexadecimal digits") }
            data.bytes.appendCBOR(bytes: high.bytes + low.bytes)
        case .identity, .text: wrong("nothing: the field is not to be submitted")
        case .enumeration(let type):
            let isText = value.withStringBytes { text in
                switch type.words.match(text) {
                case .exact(let number): data.bytes.appendCBOR(unsigned: UInt64(number))
                case .otherSpelling(let word):
                    wrong("`\(word)`", "event.spelling", found: "another spelling of it")
                case nil:
                    personal.addUnrecognised(path(), Array(text))
                    data.bytes.appendCBOR(unsigned: 0)
                }
                return true
            }
            if isText == nil { wrong("a word of \(type.name)") }
        case .list(let element):
            guard let array = value.array else { return wrong("a list") }
            data.bytes.appendCBORHead(4, UInt64(array.count))
            for (place, item) in array.enumerated() {
                encode(
                    item, element, path: { "\(path())[\(place)]" }, into: &data, personal: &personal,
                    failures: &failures)
            }
        case .structure(let fields):
            guard value.isObject else { return wrong("an object") }
            Self.encode(value, fields, path: path, into: &data, personal: &personal, failures: &failures)
        }
    }

    private static func encode(
        _ value: JSONValue, _ fields: [FieldDefinition], path: () -> String,
        into data: inout PublicDataEncoder, personal: inout PersonalData, failures: inout FailureList
    ) {
        var known = 0
        var inner = PublicData(within: &data)
        for field in fields.sorted(by: { $0.number < $1.number }) {
            let member = value[keyBytes: Array(field.name.utf8)]
            if member != nil { known += 1 }
            if let member, !member.isNull {
                inner.set(encoded: field.number) {
                    field.encode(
                        member, field.kind, path: { "\(path()).\(field.name)" }, into: &$0,
                        personal: &personal, failures: &failures)
                }
            } else if field.isRequired {
                failures.append(
                    ValidationFailure(
                        "data.\(path()).\(field.name)", "event.missing_member", expected: "a value",
                        found: "nothing"))
            }
        }
        inner.end(in: &data)
        if known < value.count { reportUnknown(value, fields, path: path(), &failures) }
    }

    /// Reports the members of a structure that are none of its fields.
    private static func reportUnknown(
        _ value: JSONValue, _ fields: [FieldDefinition], path: String, _ failures: inout FailureList
    ) {
        var unknown = UnknownMembers()
        for member in value.members where !fields.contains(where: { member.key.stringEquals($0.name) }) {
            unknown.append(member.key)
        }
        unknown.report(of: MemberNames(fields.map(\.name)), at: "data.\(path)", to: &failures)
    }

    /// What a value is, without saying what it holds.
    static func describe(_ value: JSONValue) -> String {
        switch value.kind {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number of \(value.range.count) bytes"
        case .string: "text of \(value.withStringBytes { $0.count } ?? 0) bytes"
        case .array: "a list of \(value.count)"
        case .object: "an object of \(value.count) members"
        }
    }
}

/// Writes public data by the names and words of the catalogue.
public enum PublicDataJSON {
    /// Writes one member for each field; a number that the definition does not have is written as `#n` with
    /// the hexadecimal of its CBOR.
    public static func write(_ data: [UInt8], of definition: EventDefinition?, to writer: inout JSONWriter) {
        write(data, fields: definition?.fields ?? [], to: &writer)
    }

    /// Writes one member for each field of an event, by the current revision of its type; of a newer revision
    /// than the catalogue has, each as `#n`, for what its numbers mean is not known.
    public static func write(_ event: RecordedEvent, to writer: inout JSONWriter) {
        if let data = event.currentData {
            write(data, of: EventCatalogue.definition(of: event.type), to: &writer)
        } else {
            write(event.data, of: nil, to: &writer)
        }
    }

    /// Writes one member for each field of a structure that has a value.
    public static func write<Structure: PublicStructure>(
        _ structure: Structure, to writer: inout JSONWriter
    ) {
        var data = PublicData()
        structure.fill(&data)
        write(data.encoded.bytes, fields: Structure.fields, to: &writer)
    }

    private static func write(_ data: [UInt8], fields: [FieldDefinition], to writer: inout JSONWriter) {
        data.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            guard let count = try? reader.readMapHeader() else { return }
            for _ in 0..<count {
                guard let number = try? reader.readUnsigned(), let item = try? reader.readItemBytes() else {
                    return
                }
                if let field = fields.first(where: { UInt64($0.number) == number }) {
                    writer.key(field.name)
                    writeValue(item, field.kind, to: &writer)
                } else {
                    writer.key("#\(number)")
                    writer.string(
                        item.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
                }
            }
        }
    }

    private static func writeValue(
        _ item: UnsafeRawBufferPointer, _ kind: FieldKind, to writer: inout JSONWriter
    ) {
        var reader = CBORReader(item)
        do throws(CBORError) {
            switch kind {
            case .flag: writer.bool(try reader.readBool())
            case .integer: writer.int64(try reader.readSigned())
            case .instant: writer.string(Timestamp(nanoseconds: try reader.readSigned()).description)
            case .guid, .identity: writer.string(try Bits128.decode(&reader).guidText)
            case .digest, .text:
                let bytes = try reader.readBytes()
                writer.string(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
            case .enumeration(let type):
                let number = try reader.readUnsigned()
                writer.string(
                    UInt8(exactly: number).flatMap { type.words.word(of: $0) } ?? "#\(number)")
            case .list(let element):
                writer.beginArray()
                for _ in 0..<(try reader.readArrayHeader()) {
                    writeValue(try reader.readItemBytes(), element, to: &writer)
                }
                writer.endArray()
            case .structure(let fields):
                writer.beginObject()
                write(Array(item), fields: fields, to: &writer)
                writer.endObject()
            }
        } catch {
            writer.null()
        }
    }
}

extension JSONValue {
    /// The 128 bits of a GUID; nil for anything else.
    var guid: Bits128? { withStringBytes { Bits128(guid: $0) } ?? nil }

    /// The instant of RFC 3339 text; nil for anything else.
    var instant: Timestamp? { withStringBytes { Timestamp(rfc3339: $0) } ?? nil }

    /// Whether the text of an instant says no more than the instant does: RFC 3339 with `T` and `Z`.
    var isPlainTime: Bool {
        withStringBytes { $0.last == UInt8(ascii: "Z") && $0.dropFirst(10).first == UInt8(ascii: "T") }
            ?? false
    }

    /// Whether the text is exactly this one.
    func stringEquals(_ text: String) -> Bool {
        withStringBytes { $0.elementsEqual(text.utf8) } ?? false
    }
}
