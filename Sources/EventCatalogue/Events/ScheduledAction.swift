/// One action that a compliance policy schedules for devices that are not compliant.
public struct ScheduledAction: PublicStructure, Hashable {
    public var action: NonComplianceAction?
    /// Hours between the verdict and the action, as received.
    public var graceHours: Int64?

    public init(action: NonComplianceAction?, graceHours: Int64?) {
        self.action = action
        self.graceHours = graceHours
    }

    static let actionField = PublicField<NonComplianceAction>(1, "action", "What is done.")
    static let graceField = PublicField<Int64>(2, "graceHours", "After how many hours.")

    public static let fields = [actionField.definition, graceField.definition]

    public func fill(_ data: inout PublicData) {
        data.set(Self.actionField, action)
        data.set(Self.graceField, graceHours)
    }

    public init(_ view: PublicDataView) {
        action = view[Self.actionField]
        graceHours = view[Self.graceField]
    }
}

extension ScheduledAction: Comparable {
    /// By the hours, then by the action; so that a list has one order.
    public static func < (left: ScheduledAction, right: ScheduledAction) -> Bool {
        let hours = (left.graceHours ?? -1, right.graceHours ?? -1)
        if hours.0 != hours.1 { return hours.0 < hours.1 }
        return (left.action?.rawValue ?? 0) < (right.action?.rawValue ?? 0)
    }
}
