public import LedgerModel
import StrictJSON

/// Reads what all vendors write: Microsoft's services, as ``MicrosoftConnector`` does, and device managers
/// from outside.
///
/// A device manager's records do not say which instance wrote them: they are read where the operator names
/// one by ``ConnectorContext/expectedSource``, as `jamf:acme`, or where a mark in the record belongs to one
/// by ``ConnectorContext/bindings``.
public struct VendorConnector: Sendable {
    public init() {}

    /// Reads one source record; see ``EntraConnector/read(_:_:)``.
    public func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        readWhole(record, context).observing(context.mappings)
    }

    private func readWhole(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        let result = readPlain(record, context)
        guard case .rejected(let rejection) = result, rejection.mayBeOfAnotherVendor,
            let shipped = ShippedRecord(record)
        else { return result }
        let inner = readPlain(shipped.bytes, shipped.context(context))
        if case .rejected(let rejection) = inner, rejection.mayBeOfAnotherVendor { return result }
        return shipped.completed(inner)
    }

    /// Reads a record that nothing is wrapped around but what Microsoft's connector takes off.
    private func readPlain(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        if SyslogLine.begins(record) == true { return ManagementLine.read(record, context) }
        if let source = context.expectedSource, let manager = ManagementVendor(of: source) {
            return manager.read(record, context)
        }
        let result = MicrosoftConnector().read(record, context)
        guard case .rejected(let rejection) = result, rejection.mayBeOfAnotherVendor else { return result }
        do throws(Rejection) {
            let body = try ManagerBody(record)
            guard let manager = ManagementVendor.recognised(body.root) else { return result }
            return manager.read(body, context)
        } catch {
            // Microsoft's services write no XML: what is wrong with it is the better reason.
            return ManagerBody.isXML(record) ? .rejected(error) : result
        }
    }

    /// Whether records that the connector reads can be of a source.
    public static func canRead(_ source: SourceName) -> Bool {
        MicrosoftConnector.canRead(source) || ManagementVendor(of: source) != nil
    }
}

extension Rejection {
    /// Whether the record is none that Microsoft's services write.
    fileprivate var mayBeOfAnotherVendor: Bool {
        code == Code.unknownFormat.rawValue || code == Code.notASourceRecord.rawValue
    }
}
