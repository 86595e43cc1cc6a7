import EventCatalogue
import LedgerModel
import StrictJSON

extension RecordMapping {
    /// What was done to a policy that decides on access.
    ///
    /// Two services log one change under two names; both become events, and folds see the same policy change
    /// to the same state.
    mutating func mapPolicy(
        _ operation: AuditOperation, _ audit: AuditRecord, _ personal: PrivateText
    ) throws(Rejection) {
        var personal = personal
        var about = subject
        let target = audit.targets.first(where: \.isPolicy) ?? audit.targets.first { $0.kind == nil }
        let definition: EventDefinition
        switch operation {
        case .createPolicy: definition = PolicyEvents.created
        case .changePolicy: definition = PolicyEvents.changed
        case .deletePolicy: definition = PolicyEvents.deleted
        case .changeMethods:
            emit(PolicyEvents.methodsChanged, about, actor: audit.actor, personal: personal)
            return
        default: return
        }
        about.policies = target?.guid.map { [$0] } ?? []
        let before: PolicyContent?
        let after: PolicyContent?
        if let property = audit.property("ConditionalAccessPolicy") {
            before = try PolicyContent(property.old, &personal)
            after = try PolicyContent(property.new, &personal)
        } else {
            let property = audit.property("PolicyDetail")
            before = property.flatMap { PolicyContent(detail: $0.old, &personal) }
            after = property.flatMap { PolicyContent(detail: $0.new, &personal) }
        }
        var data = PublicData()
        data.set(PolicyEvents.state, after?.state)
        data.set(PolicyEvents.stateBefore, before?.state)
        data.set(PolicyEvents.grantOperator, after?.grantOperator)
        data.set(PolicyEvents.controls, after?.controls)
        data.set(PolicyEvents.controlsBefore, before?.controls)
        data.set(PolicyEvents.operatorBefore, before?.grantOperator)
        data.set(PolicyEvents.scope, after?.scope)
        data.set(PolicyEvents.scopeBefore, before?.scope)
        emit(definition, about, actor: audit.actor, data: data, personal: personal)
    }
}

/// What a policy's JSON, before or after a change, says of its state, its grant controls and its scope.
struct PolicyContent {
    let state: PolicyState?
    let grantOperator: GrantOperator?
    /// Nil where the policy has no grant controls.
    let controls: [GrantControl]?
    /// Nil where it is not said.
    let scope: PolicyScope?

    /// Reads the value of the property `ConditionalAccessPolicy`; nil where it is empty.
    init?(_ value: PropertyValue, _ personal: inout PrivateText) throws(Rejection) {
        guard !value.isEmpty else { return nil }
        guard let object = value.object else {
            throw Rejection(
                .wrongShape, field: "modifiedProperties.ConditionalAccessPolicy",
                expected: "an object in text",
                found: "another value")
        }
        let path = SourcePath.member("ConditionalAccessPolicy", of: .record)
        try self.init(SourceMembers(object, path: path), &personal)
    }

    /// Reads a policy's object.
    init(_ policy: SourceMembers, _ personal: inout PrivateText) throws(Rejection) {
        state = personal.word(try policy.text("state"), "state")
        scope = try PolicyConditions.scope(of: policy, &personal)
        guard let grant = try policy.object("grantControls") else {
            grantOperator = nil
            controls = nil
            return
        }
        grantOperator = personal.word(try grant.text("operator"), "operator")
        var controls: [GrantControl] = []
        Self.add(try grant.texts("builtInControls"), to: &controls, &personal)
        if grant.member("authenticationStrength") != nil, !controls.contains(.authenticationStrength) {
            controls.append(.authenticationStrength)
        }
        if !(try grant.texts("termsOfUse")).isEmpty, !controls.contains(.termsOfUse) {
            controls.append(.termsOfUse)
        }
        self.controls = controls.isEmpty ? nil : controls
    }

    /// Reads the value of the property `PolicyDetail`, an older form of which state, controls and
    /// the commoner conditions are known; nil where it is anything else.
    init?(detail value: PropertyValue, _ personal: inout PrivateText) {
        guard let object = value.object, let word = object["State"]?.stringBytes else { return nil }
        state = personal.word(word, "State")
        scope = PolicyConditions.scope(ofDetail: object, &personal)
        grantOperator = nil
        var controls: [GrantControl] = []
        for group in object["Controls"]?.elements.map({ $0 }) ?? [] {
            Self.add(group["Control"]?.elements.compactMap(\.stringBytes) ?? [], to: &controls, &personal)
        }
        self.controls = controls.isEmpty ? nil : controls
    }

    private static func add(
        _ words: [[UInt8]], to controls: inout [GrantControl], _ personal: inout PrivateText
    ) {
        for word in words {
            guard let control = personal.word(word, "builtInControls", as: GrantControl.self),
                !controls.contains(control)
            else { continue }
            controls.append(control)
        }
    }
}
