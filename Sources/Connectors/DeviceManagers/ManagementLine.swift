import LedgerModel

/// A record that is one line of text: a syslog message, or an event of the Common Event Format.
enum ManagementLine {
    private enum Content {
        case workspaceOne(WorkspaceOneLog)
        case ivanti(IvantiAudit)
    }

    private static let expected = "a syslog line of Workspace ONE, or an event of Ivanti's in CEF"

    /// Reads a line; see ``VendorConnector/read(_:_:)``.
    static func read(_ record: [UInt8], _ context: ConnectorContext) -> ReadingResult {
        do throws(Rejection) {
            let (line, content) = try parsed(record)
            let vendor: ManagementVendor
            let format: SourceFormat
            var marks = [FoundMark(line.host.flatMap { InstanceMark(.host, $0) }, "HOSTNAME")]
            switch content {
            case .workspaceOne(let log):
                (vendor, format) = (.workspaceOne, .workspaceOneSyslog)
                let group = log.group.flatMap { InstanceMark(.organizationGroup, $0) }
                marks.append(FoundMark(group, "OrganizationGroup"))
            case .ivanti(let audit):
                (vendor, format) = (.ivanti, .ivantiAudit)
                marks += audit.marks
            }
            guard context.forcedFormat == nil || context.forcedFormat == format else {
                throw Rejection(
                    .formatConflict, expected: context.forcedFormat?.rawValue ?? "", found: format.rawValue)
            }
            if let source = context.expectedSource, ManagementVendor(of: source) != vendor {
                throw Rejection(
                    .notASourceRecord, expected: "a record of the source that was asked for",
                    found: "a line of another service")
            }
            let place = try ManagerInstance(of: vendor, marks.compactMap { $0 }, context)
            switch content {
            case .workspaceOne(let log):
                return .submissions([log.submission(of: line, evidence: record, place)])
            case .ivanti(let audit):
                return .submissions([try audit.submission(of: line, evidence: record, place)])
            }
        } catch {
            return .rejected(error)
        }
    }

    private static func parsed(_ record: [UInt8]) throws(Rejection) -> (SyslogLine, Content) {
        let line: SyslogLine
        var event: CEFMessage?
        do throws(LineSyntaxError) {
            line = try SyslogLine(ASCII.trimmed(record))
            if line.message.starts(with: CEFMessage.opening) { event = try CEFMessage(line.message) }
        } catch {
            throw Rejection(error)
        }
        if let event {
            guard let audit = IvantiAudit(event) else {
                throw Rejection(
                    .notASourceRecord, expected: expected, found: "an event in CEF of another vendor's")
            }
            return (line, .ivanti(audit))
        }
        guard let log = WorkspaceOneLog(line.message) else {
            throw Rejection(
                .notASourceRecord, expected: expected, found: "a syslog line of another product's")
        }
        return (line, .workspaceOne(log))
    }
}
