/// How a device manager and the directory ask people who they are.
public enum SignInSettingEvents {
    public static let workflow = PublicField<EnrollmentWorkflow>(
        1, "workflow", "Which workflow, after.", required: true)
    public static let workflowBefore = PublicField<EnrollmentWorkflow>(
        2, "workflowBefore", "Which workflow, before.")
    public static let by = PublicField<EnablingParty>(
        3, "by", "Who did it.")
    public static let product = PublicField<ManagerProduct>(
        4, "product", "Which device manager.")
    public static let setting = PublicField<DefaultAuthentication>(
        5, "setting", "Which directory is asked, after.", required: true)
    public static let settingBefore = PublicField<DefaultAuthentication>(
        6, "settingBefore", "Which directory was asked before.")
    public static let askedBy = PublicField<FactorProvider>(
        7, "askedBy", "Whose factors.", required: true)
    public static let factors = PublicField<FactorSetting>(
        8, "factors", "How many, after.", required: true)
    public static let factorsBefore = PublicField<FactorSetting>(
        9, "factorsBefore", "How many, before.")
    public static let userKind = PublicField<DirectoryUserKind>(
        10, "userKind", "For which people; absent for all.")
    public static let checkedBy = PublicField<AuthenticationProvider>(
        11, "checkedBy", "Who checks passwords, after.", required: true)
    public static let checkedByBefore = PublicField<AuthenticationProvider>(
        12, "checkedByBefore", "Who checked passwords before.")

    public static let workflowEnabled = EventDefinition(
        "authentication.workflow_enabled", about: .tenant, "The workflow by which people enrol was switched.",
        fields: [workflow.definition, workflowBefore.definition, by.definition, product.definition])
    public static let defaultSet = EventDefinition(
        "authentication.default_set", about: .tenant, "Which directory a device manager asks first was set.",
        fields: [product.definition, setting.definition, settingBefore.definition])
    public static let factorsSet = EventDefinition(
        "authentication.factors_set", about: .tenant, "How many factors people have to give was set.",
        fields: [
            product.definition, askedBy.definition, factors.definition, factorsBefore.definition,
            userKind.definition,
        ])
    public static let sourceSet = EventDefinition(
        "authentication.source_set", about: .tenant, "Who checks passwords was set, such as by federation.",
        fields: [product.definition, userKind.definition, checkedBy.definition, checkedByBefore.definition])

    static let all = [workflowEnabled, defaultSet, factorsSet, sourceSet]
}
