import StrictJSON

/// The members of a CloudEvent that the reader looks at, found in one pass; others are left alone.
struct CloudEventAttributes {
    private(set) var specversion: JSONValue?
    private(set) var id: JSONValue?
    private(set) var source: JSONValue?
    private(set) var type: JSONValue?
    private(set) var time: JSONValue?
    private(set) var correlationid: JSONValue?
    private(set) var causationid: JSONValue?
    private(set) var data: JSONValue?

    private enum Name: Int, CaseIterable {
        case specversion, id, source, type, time, correlationid, causationid, data
    }

    private static let names = NameTable(Name.allCases.map { Array(String(describing: $0).utf8) })

    /// Takes the members of an event.
    mutating func take(_ event: JSONValue) {
        for (key, value) in event.members {
            let index = key.withStringBytes { Self.names.index(of: $0) } ?? nil
            switch index.flatMap(Name.init(rawValue:)) {
            case .specversion: specversion = value
            case .id: id = value
            case .source: source = value
            case .type: type = value
            case .time: time = value
            case .correlationid: correlationid = value
            case .causationid: causationid = value
            case .data: data = value
            case nil: break
            }
        }
    }
}
