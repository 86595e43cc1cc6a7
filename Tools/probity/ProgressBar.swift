import ComplianceHistory
import ComplianceLedger
import ComplianceState
import Glibc
import LedgerModel

/// A line on standard error that grows; only on a terminal, and only where something takes more than two
/// seconds.
final class ProgressBar {
    private let doing: String
    private let isShown = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private var last = ContinuousClock.now

    init(_ doing: String) { self.doing = doing }

    func show(_ done: UInt64, of total: UInt64) {
        guard isShown else { return }
        let now = ContinuousClock.now
        guard now - started > .seconds(2), now - last > .milliseconds(200) else { return }
        last = now
        let percent = total == 0 ? 100 : done * 100 / total
        Terminal.tell("\r\(doing): \(done) of \(total) (\(percent) %)")
    }

    func end() {
        guard isShown, last != started else { return }
        Terminal.tell("\r\u{1B}[K")
    }
}

extension History {
    /// The fold of a prefix of the log, in one pass, with its progress on standard error.
    func foldShowingProgress(below prefix: TreeSize) throws(LedgerError) -> LedgerFold {
        let progress = ProgressBar("folding")
        let folded = try fold(below: prefix) { progress.show($0, of: prefix.value) }
        progress.end()
        return folded
    }

    /// The fold of a prefix of the log into partners' connections, with its progress on standard error.
    func foldPartnershipsShowingProgress(below prefix: TreeSize) throws(LedgerError) -> PartnershipFold {
        let progress = ProgressBar("folding")
        let folded = try partnerships(below: prefix) { progress.show($0, of: prefix.value) }
        progress.end()
        return folded
    }

    /// The fold of a prefix of the log into enrolments, with its progress on standard error.
    func foldEnrolmentsShowingProgress(below prefix: TreeSize) throws(LedgerError) -> EnrolmentFold {
        let progress = ProgressBar("folding")
        let folded = try enrolments(below: prefix) { progress.show($0, of: prefix.value) }
        progress.end()
        return folded
    }

    /// What holds of each device, of what was known then.
    func forEachDeviceShowingProgress(
        _ times: ResolvedTimes, in regions: [Region], _ body: (DeviceKey, [DeviceKey], DeviceState) -> Void
    ) throws(LedgerError) {
        let bar = ProgressBar("folding")
        var isFirst = true
        try forEachDevice(
            below: times.prefix, asOf: times.asOf, in: regions,
            progress: { bar.show($0, of: times.prefix.value) }
        ) {
            if isFirst { bar.end() }
            isFirst = false
            body($0, $1, $2)
        }
        if isFirst { bar.end() }
    }
}
