import ComplianceLedger

/// Progress of copying and then of verifying.
final class StageBars {
    private var stage: Backup.Stage?
    private var bar = ProgressBar("copying")

    func show(_ stage: Backup.Stage, _ done: UInt64, of total: UInt64) {
        if let before = self.stage, before != stage {
            bar.end()
            bar = ProgressBar("verifying")
        }
        self.stage = stage
        bar.show(done, of: total)
    }

    func end() { bar.end() }
}
