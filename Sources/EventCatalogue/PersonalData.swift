import DeterministicCBOR

/// A field that never stands in a record: personal data, and free text that could hold some.
public enum PersonalField: UInt8, CaseIterable, Sendable {
    case userPrincipalName = 1
    case displayName = 2
    case mail = 3
    case phone = 4
    case ipAddress = 5
    case city = 6
    case state = 7
    case country = 8
    case coordinates = 9
    case deviceName = 10
    case serialNumber = 11
    case imei = 12
    case udid = 13
    case userObjectID = 14
    case appName = 15
    case resourceName = 16
    case policyNames = 17
    case failureReason = 18
    case additionalDetails = 19
    case browser = 20
    case userAgent = 21
    case operation = 22
    case operatingSystem = 23
    case methodDetail = 24
    case actorName = 25
    case groupName = 26
    case targetName = 27
    /// Words that a published table did not have, as `field=word`.
    case unrecognised = 28
    /// The text of an instant, where it says more than the instant does.
    case timeText = 29
    case resultReason = 30
    case modelName = 31

    /// Its name in JSON.
    public var name: String { Self.names[Int(rawValue)] }

    private static let names: [String] = {
        var out = [String](repeating: "", count: 256)
        for field in allCases { out[Int(field.rawValue)] = String(describing: field) }
        return out
    }()
}

/// The private fields of one event of a submission.
public struct PersonalData: Sendable {
    /// The values, one behind the other.
    private var bytes: [UInt8] = []
    /// Which field each value is of, in the order in which they were added.
    private var values: [(field: PersonalField, range: Range<Int>)] = []
    /// Whether that is the order of the fields' numbers as well.
    private var isOrdered = true

    /// What holds the fields of most records.
    private static let usualValues = 16
    private static let usualBytes = 256

    public init() {}

    public var isEmpty: Bool { values.isEmpty }

    /// Adds a value; nil and empty text are left out. A field may have several values.
    public mutating func add(_ field: PersonalField, _ text: [UInt8]?) {
        guard let text else { return }
        text.withUnsafeBytes { add(field, $0) }
    }

    /// Adds a value; empty text is left out.
    public mutating func add(_ field: PersonalField, _ text: UnsafeRawBufferPointer) {
        guard !text.isEmpty else { return }
        if values.isEmpty {
            values.reserveCapacity(Self.usualValues)
            bytes.reserveCapacity(Self.usualBytes)
        }
        if let last = values.last, last.field.rawValue > field.rawValue { isOrdered = false }
        values.append((field, bytes.count..<(bytes.count + text.count)))
        bytes.append(contentsOf: text)
    }

    /// Notes a word that an enumeration did not have.
    public mutating func addUnrecognised(_ name: String, _ word: [UInt8]) {
        add(.unrecognised, Array(name.utf8) + [UInt8(ascii: "=")] + word)
    }

    /// Appends the map `{field number: [text, …]}`.
    func encode(into out: inout [UInt8]) {
        // By field, and the values of a field in the order in which they were added.
        let values =
            isOrdered
            ? values
            : values.sorted {
                ($0.field.rawValue, $0.range.lowerBound) < ($1.field.rawValue, $1.range.lowerBound)
            }
        // No head has more than nine bytes, and a value has at most three of its own.
        out.makeRoom(for: 9 + bytes.count + 27 * values.count)
        var fields = 0
        for index in values.indices where index == 0 || values[index - 1].field != values[index].field {
            fields += 1
        }
        out.appendCBORHead(5, UInt64(fields))
        bytes.withUnsafeBytes { bytes in
            var index = 0
            while index < values.count {
                let field = values[index].field
                var end = index + 1
                while end < values.count, values[end].field == field { end += 1 }
                out.appendCBOR(unsigned: UInt64(field.rawValue))
                out.appendCBORHead(4, UInt64(end - index))
                while index < end {
                    let range = values[index].range
                    out.appendCBORHead(2, UInt64(range.count))
                    out.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[range]))
                    index += 1
                }
            }
        }
    }

    /// Reads the personal fields of one part from a private record's map; nil where there are none.
    public static func read(part: UInt32, from map: [UInt8]) -> [(field: PersonalField, values: [[UInt8]])]? {
        guard !map.isEmpty else { return nil }
        return map.withUnsafeBytes { buffer in
            var reader = CBORReader(buffer)
            do throws(CBORError) {
                for _ in 0..<(try reader.readMapHeader()) {
                    guard try reader.readUnsigned() == UInt64(part) else {
                        _ = try reader.skipItem()
                        continue
                    }
                    var out: [(field: PersonalField, values: [[UInt8]])] = []
                    for _ in 0..<(try reader.readMapHeader()) {
                        let number = try reader.readUnsigned()
                        var values: [[UInt8]] = []
                        for _ in 0..<(try reader.readArrayHeader()) {
                            values.append(Array(try reader.readBytes()))
                        }
                        if let field = UInt8(exactly: number).flatMap(PersonalField.init(rawValue:)) {
                            out.append((field, values))
                        }
                    }
                    return out
                }
                return nil
            } catch {
                return nil
            }
        }
    }
}
