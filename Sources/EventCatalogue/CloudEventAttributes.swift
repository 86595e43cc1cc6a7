import StrictJSON

/// The members of a CloudEvent, found in one pass; `null` is no value.
struct CloudEventAttributes {
    private(set) var specversion: JSONValue?
    private(set) var id: JSONValue?
    private(set) var source: JSONValue?
    private(set) var type: JSONValue?
    private(set) var time: JSONValue?
    private(set) var subject: JSONValue?
    private(set) var datacontenttype: JSONValue?
    private(set) var dataschema: JSONValue?
    private(set) var correlationid: JSONValue?
    private(set) var causationid: JSONValue?
    private(set) var base64: JSONValue?
    private(set) var data: JSONValue?
    /// Whether there are extension attributes that mean nothing here.
    private(set) var hasExtensions = false
    /// Members whose names no attribute may have.
    private(set) var unknown = UnknownMembers()

    private enum Name: Int, CaseIterable {
        case specversion, id, source, type, time, subject, datacontenttype, dataschema, correlationid,
            causationid, data_base64, data
    }

    static let names = MemberNames(Name.self)

    init(_ event: JSONValue) {
        for (key, value) in event.members {
            let index = key.withStringBytes { Self.names.index(of: $0) } ?? nil
            let kept = value.isNull ? nil : value
            switch index.flatMap(Name.init(rawValue:)) {
            case .specversion: specversion = kept
            case .id: id = kept
            case .source: source = kept
            case .type: type = kept
            case .time: time = kept
            case .subject: subject = kept
            case .datacontenttype: datacontenttype = kept
            case .dataschema: dataschema = kept
            case .correlationid: correlationid = kept
            case .causationid: causationid = kept
            case .data_base64: base64 = kept
            case .data: data = kept
            case nil:
                if Self.isAttributeName(key) { hasExtensions = true } else { unknown.append(key) }
            }
        }
    }

    /// CloudEvents 1.0, 3.1: lower-case letters and digits. Another name is a misspelling, most likely.
    private static func isAttributeName(_ name: JSONValue) -> Bool {
        name.withStringBytes { bytes in
            !bytes.isEmpty
                && bytes.allSatisfy {
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
        } ?? false
    }
}
