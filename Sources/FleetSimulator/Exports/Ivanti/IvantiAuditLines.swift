import LedgerModel

/// Writes entries of Ivanti Core's audit log as events of the Common Event Format, one a line.
enum IvantiAuditLines {
    /// What an administrator had done to a device; nil for what stands in no audit log.
    static func notice(of fact: SimulatedFact, _ subject: ProductSubject) -> (bytes: [UInt8], Statement)? {
        let action: String
        var statement = subject.statement(subject.instance.clock(fact.time).wholeSecond)
        switch fact.content {
        case .report(.retired): (action, statement.enrolment) = ("Retire", .retirePending)
        case .report(.wiped): (action, statement.enrolment) = ("Wipe", .wipePending)
        default: return nil
        }
        statement.values = [.serialNumber]
        let instance = subject.instance
        let fields: [(String, String)] = [
            ("start", "\(instance.milliseconds(fact.time) / 1_000)"),
            ("eventId", "\(1 + fact.id.low % 90_000)"),
            ("suser", instance.tenant.administrator.userPrincipalName), ("act", action),
            ("dvc", instance.host), ("cs1", subject.id(0).guidText), ("cs1Label", "Device UUID"),
            ("cs2", subject.device.serialNumber), ("cs2Label", "Serial Number"), ("cs4", "Success"),
            ("cs4Label", "Status"),
        ]
        let line =
            "CEF:0|Mobile Iron|Core|11.12|71|\(action)|3|"
            + fields.map { "\($0)=\(escaped($1))" }.joined(separator: " ")
        return (Array(line.utf8) + [UInt8(ascii: "\n")], statement)
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            if character == "=" || character == "\\" { text.append("\\") }
            text.append(character)
        }
        return text
    }
}
