public import LedgerModel

// An event is recorded under the schema revision of its day, and read by today's. The record stays as it is.

extension EventCatalogue {
    /// How the data of an event stand to what this catalogue knows of its type.
    public enum Standing: Sendable, Equatable {
        /// They are of the current revision, or of an earlier one that says the same by the same fields.
        case current
        /// They are of an earlier revision, and ``EventCatalogue/upcast(_:ofType:revision:)`` reads them.
        case earlier
        /// They are of a revision that this catalogue does not have: what their fields say is not known.
        case newer
        /// The catalogue does not have the type.
        case unknown
    }

    /// How data of a revision of the type of this name stand.
    public static func standing(
        ofType name: UnsafeRawBufferPointer, revision: SchemaRevision
    ) -> Standing {
        guard let members = members(ofType: name) else { return .unknown }
        guard revision.value >= 1, revision <= members.definition.revision else { return .newer }
        return revision < members.firstPlainRevision ? .earlier : .current
    }

    /// Data as the current revision of their type has them.
    ///
    /// A pure function of type, revision and data: what the data said they still say, by the fields of today.
    /// Data that need no change come back as they are, as do data that are no map of fields.
    /// - Returns: nil for a newer revision than this catalogue has, and for a type that it does not have.
    public static func upcast(
        _ data: [UInt8], ofType name: UnsafeRawBufferPointer, revision: SchemaRevision
    ) -> [UInt8]? {
        switch standing(ofType: name, revision: revision) {
        case .current: return data
        case .newer, .unknown: return nil
        case .earlier: break
        }
        guard let definition = members(ofType: name)?.definition, var map = PublicFieldMap(data) else {
            return data
        }
        for earlier in definition.earlier[(Int(revision.value) - 1)...] { earlier.step?(&map) }
        return map.encoded
    }
}

extension RecordedEvent {
    /// The event's data as the current revision of its type has them; nil where the revision is newer, or the
    /// catalogue does not have the type.
    public var currentData: [UInt8]? {
        type.bytes.withUnsafeBytes { EventCatalogue.upcast(data, ofType: $0, revision: schemaRevision) }
    }
}

extension PublicDataView {
    /// Reads the data of a recorded event, whatever revision it was recorded under. Of a revision that this
    /// catalogue does not have no field is read: what it says is not known.
    public init(_ event: RecordedEvent) {
        self.init(event.currentData ?? [0xA0])
    }

    /// Reads data that were recorded under a revision of the type of this name.
    public init(_ data: [UInt8], ofType name: UnsafeRawBufferPointer, revision: SchemaRevision) {
        self.init(EventCatalogue.upcast(data, ofType: name, revision: revision) ?? [0xA0])
    }
}
