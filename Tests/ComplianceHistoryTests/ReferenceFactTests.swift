import EventCatalogue
import Testing

/// The statements that rows of the reference data carry, value by value.
@Suite("What the documents state as values")
struct ReferenceFactTests {
    /// Of each row, its id and its members that have a value, in the order of its kind.
    static let rows: [(id: String, cells: String)] = table.split(separator: "\n").map { line in
        let parts = line.split(separator: " ", maxSplits: 1)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    @Test("each row has the values that are stated", arguments: rows.map(\.id))
    func row(_ id: String) throws {
        let line = try #require(
            ReferenceData.current.tables.flatMap(\.lines).first { $0.id.utf8.elementsEqual(id.utf8) })
        let cells = line.cells.compactMap { cell in cell.cell.map { "\(cell.name)=\($0.text)" } }
        #expect(cells.joined(separator: " | ") == Self.rows.first { $0.id == id }?.cells)
    }

    private static let table = """
        minimum-maas360-mfa requiredBy=maas360 | purpose=mfaEnrollment | product=maas360 | version=10.76
        minimum-ivanti-core requiredBy=ivanti | purpose=complianceReporting | product=ivanti | version=11.0.0.0 | upTo=latestSupported
        minimum-ivanti-client-ios requiredBy=ivanti | purpose=complianceReporting | product=mobileAtWork | platform=iOS | version=12.0 | upTo=latestSupported
        minimum-ivanti-client-android requiredBy=ivanti | purpose=complianceReporting | product=mobileAtWork | platform=android | version=8.0 | upTo=latestSupported
        minimum-ivanti-ios requiredBy=ivanti | purpose=complianceReporting | product=operatingSystem | platform=iOS | version=12.0 | upTo=latestSupported
        minimum-ivanti-android requiredBy=ivanti | purpose=complianceReporting | product=operatingSystem | platform=android | version=8.0 | upTo=latestSupported
        minimum-jamf-company-portal requiredBy=jamf | purpose=complianceReporting | product=companyPortal | platform=macOS | version=1.1
        minimum-jamf-macos-10.11 requiredBy=jamf | purpose=complianceReporting | product=operatingSystem | platform=macOS | version=10.11
        minimum-workspace-one-windows requiredBy=workspaceOne | purpose=complianceReporting | product=operatingSystem | platform=windows | version=10
        support-maas360-android product=maas360 | purpose=complianceReporting | platform=android | road=partnerCompliance | support=native
        support-maas360-ios product=maas360 | purpose=complianceReporting | platform=iOS | road=partnerCompliance | support=native
        support-maas360-mfa-ios product=maas360 | purpose=mfaEnrollment | platform=iOS | support=native
        support-maas360-mfa-android product=maas360 | purpose=mfaEnrollment | platform=android | support=native
        support-maas360-mfa-windows product=maas360 | purpose=mfaEnrollment | platform=windows | support=native
        support-maas360-mfa-macos product=maas360 | purpose=mfaEnrollment | platform=macOS | support=notNamed
        support-ivanti-ios product=ivanti | purpose=complianceReporting | platform=iOS | road=partnerCompliance | support=native
        support-ivanti-android product=ivanti | purpose=complianceReporting | platform=android | road=partnerCompliance | support=native
        support-workspace-one-ios product=workspaceOne | purpose=complianceReporting | platform=iOS | road=partnerCompliance | support=native
        support-workspace-one-android product=workspaceOne | purpose=complianceReporting | platform=android | road=partnerCompliance | support=native
        support-workspace-one-macos product=workspaceOne | purpose=complianceReporting | platform=macOS | road=partnerCompliance | support=native
        support-workspace-one-joined-setup product=workspaceOne | purpose=complianceReporting | platform=windows | join=joinedAtFirstStart | road=mdmApplication | support=native
        support-workspace-one-joined-settings product=workspaceOne | purpose=complianceReporting | platform=windows | join=joinedBySettings | road=mdmApplication | support=native
        support-workspace-one-hybrid-setup product=workspaceOne | purpose=complianceReporting | platform=windows | join=hybridAtFirstStart | road=mdmApplication | support=native
        support-workspace-one-hybrid-other product=workspaceOne | purpose=complianceReporting | platform=windows | join=hybridOtherwise | road=customConnector | support=otherMeans
        support-workspace-one-registered product=workspaceOne | purpose=complianceReporting | platform=windows | join=registered | road=customConnector | support=otherMeans
        support-jamf-older-2024 product=jamf | purpose=complianceReporting | platform=macOS | road=partnerDevice | support=native
        support-jamf-older-2025 product=jamf | purpose=complianceReporting | platform=macOS | road=partnerDevice | support=native
        support-jamf-older-ended product=jamf | purpose=complianceReporting | platform=macOS | road=partnerDevice | support=unsupported
        support-intune-windows product=intune | purpose=complianceReporting | platform=windows | road=partnerCompliance | support=unsupported
        integration-maas360 product=maas360 | road=partnerCompliance | evaluator=deviceManager | sent=verdict | shownAuthority=intune
        integration-ivanti product=ivanti | road=partnerCompliance | evaluator=deviceManager | sent=verdict
        integration-workspace-one-partner product=workspaceOne | road=partnerCompliance | evaluator=deviceManager | sent=verdict
        integration-workspace-one-windows product=workspaceOne | road=mdmApplication | evaluator=deviceManager | sent=verdict
        integration-workspace-one-connector product=workspaceOne | road=customConnector | evaluator=deviceManager | sent=verdict
        integration-jamf-older product=jamf | road=partnerDevice | evaluator=intune | sent=inventory
        integration-jamf-compliance product=jamf | road=partnerCompliance | evaluator=deviceManager | sent=verdict
        method-authentication product=workspaceOne | method=authentication | writesCompliance=no
        method-tunnel product=workspaceOne | method=tunnel | writesCompliance=no
        method-graph product=workspaceOne | method=graph | writesCompliance=yes
        broker-ios platform=iOS | purpose=registration | broker=authenticator | packageId=com.microsoft.azureauthenticator | isNeeded=yes
        broker-android platform=android | purpose=registration | broker=authenticator | packageId=com.azure.authenticator | isNeeded=yes
        broker-ios-sign-on platform=iOS | purpose=signOn | broker=authenticator | packageId=com.microsoft.azureauthenticator | isNeeded=yes
        broker-android-sign-on platform=android | purpose=signOn | broker=authenticator | packageId=com.azure.authenticator | isNeeded=yes
        broker-macos-sign-on platform=macOS | purpose=signOn | broker=companyPortal | packageId=com.microsoft.CompanyPortalMac | isNeeded=yes
        broker-macos-workspace-one platform=macOS | purpose=registration | product=workspaceOne | broker=companyPortal | packageId=com.microsoft.CompanyPortalMac | isNeeded=no
        broker-macos-jamf-older platform=macOS | purpose=registration | product=jamf | road=partnerDevice | broker=companyPortal | packageId=com.microsoft.CompanyPortalMac | isNeeded=yes
        broker-windows platform=windows | purpose=registration | broker=operatingSystem | isNeeded=yes
        broker-windows-sign-on platform=windows | purpose=signOn | broker=operatingSystem | isNeeded=yes
        sign-on-ios platform=iOS | road=extension
        sign-on-macos platform=macOS | road=extension
        sign-on-android-library platform=android | road=library
        sign-on-android-certificate platform=android | road=certificate
        sign-on-android-edge platform=android | road=browser | application=edge
        sign-on-android-boxer platform=android | road=library | application=boxer | setting=key-value pair in the application's assignment
        sign-on-windows platform=windows | road=operatingSystem
        extension-ios platform=iOS | extensionId=com.microsoft.azureauthenticator.ssoextension
        extension-macos platform=macOS | extensionId=com.microsoft.CompanyPortalMac.ssoextension | teamId=UBF8T346G9
        link-ios product=workspaceOne | platform=iOS | form=current | address=wsonehub://conditionalaccess?partner=Microsoft
        link-android product=workspaceOne | platform=android | form=current | address=wsonehub://conditionalaccess?partner=Microsoft
        link-macos product=workspaceOne | platform=macOS | form=current | address=wsonehub://conditionalaccess?partner=Microsoft
        link-android-older product=workspaceOne | platform=android | form=older | address=awagent://com.airwatch.androidagent?component=conditionalaccess&partnertype=microsoft
        link-ios-older product=workspaceOne | platform=iOS | form=older | address=airwatch://conditionalaccess?partner=microsoft
        cloud-global cloud=global | loginHost=login.microsoftonline.com | graphHost=graph.microsoft.com | portalHost=portal.azure.com
        cloud-us-high cloud=usGovernmentHigh | loginHost=login.microsoftonline.us | graphHost=graph.microsoft.us | portalHost=portal.azure.us
        cloud-us-defense cloud=usGovernmentDefense | loginHost=login.microsoftonline.us | graphHost=dod-graph.microsoft.us | portalHost=portal.azure.us
        cloud-china cloud=china | loginHost=login.chinacloudapi.cn | graphHost=microsoftgraph.chinacloudapi.cn | portalHost=portal.azure.cn
        cloud-germany cloud=germany | loginHost=login.microsoftonline.de | graphHost=graph.microsoft.de | portalHost=portal.microsoftazure.de
        name-entra-2023 subject=entra | use=official | name=Azure Active Directory
        name-entra subject=entra | use=official | name=Microsoft Entra ID
        name-entra-azure-ad subject=entra | use=other | name=Azure AD
        name-entra-aad subject=entra | use=other | name=AAD
        name-entra-short subject=entra | use=other | name=Entra ID
        name-tenant subject=entraTenant | use=official | name=Microsoft Entra tenant
        name-tenant-azure subject=entraTenant | use=other | name=Azure Tenant
        name-p1-premium subject=entraPremiumP1 | use=other | name=Entra ID Premium P1
        name-p1-aad subject=entraPremiumP1 | use=other | name=AAD Premium
        name-intune-2022 subject=intune | use=official | name=Microsoft Endpoint Manager
        name-intune subject=intune | use=official | name=Microsoft Intune
        name-portal-2022 subject=intunePortal | use=official | name=Microsoft Endpoint Manager admin center
        name-workspace-one-2024 subject=workspaceOne | use=official | name=VMware Workspace ONE UEM
        name-workspace-one subject=workspaceOne | use=official | name=Omnissa Workspace ONE UEM
        name-workspace-one-airwatch subject=workspaceOne | use=other | name=AirWatch
        name-ivanti-2022 subject=ivanti | use=official | name=MobileIron Core
        name-ivanti-core subject=ivanti | use=other | name=Core
        name-secret-2020 subject=clientSecret | use=official | name=Application Key
        name-secret subject=clientSecret | use=official | name=Client Secret
        name-inventory-2020 subject=inventoryState | use=official | name=Azure Active Directory ID information
        name-inventory subject=inventoryState | use=official | name=Conditional Access Inventory State
        name-partner-maas360 subject=maas360Partner | use=official | name=IBM MaaS360
        name-partner-workspace-one subject=workspaceOnePartner | use=official | name=Omnissa Workspace ONE mobile compliance
        workflow-existing workflow=existing | authenticator=deviceManager | isDefault=yes
        workflow-new workflow=new | authenticator=entra | isDefault=no
        page-existing-ad-name workflow=existing | user=activeDirectory | input=userName | page=managerFirst | reading=table
        page-existing-ad-domain workflow=existing | user=activeDirectory | input=domain | page=managerFirst | reading=table
        page-existing-ad-password workflow=existing | user=activeDirectory | input=password | page=managerFirst | reading=table
        page-existing-entra-name workflow=existing | user=entra | input=userName | page=managerFirst | reading=table
        page-existing-entra-domain workflow=existing | user=entra | input=domain | page=managerFirst | reading=table
        page-existing-entra-password workflow=existing | user=entra | input=password | page=managerFirst | reading=table
        page-new-ad-name workflow=new | user=activeDirectory | input=userName | page=managerFirst | reading=table
        page-new-ad-domain workflow=new | user=activeDirectory | input=domain | page=managerFirst | reading=table
        page-new-ad-password workflow=new | user=activeDirectory | input=password | page=managerNext | reading=table
        page-new-entra-name workflow=new | user=entra | input=userName | page=microsoft | reading=table
        page-new-entra-name-steps workflow=new | user=entra | input=userName | page=managerFirst | reading=procedure
        page-new-entra-domain workflow=new | user=entra | input=domain | page=microsoft | reading=table
        page-new-entra-domain-steps workflow=new | user=entra | input=domain | page=managerFirst | reading=procedure
        page-new-entra-password workflow=new | user=entra | input=password | page=microsoft | reading=table
        providers-existing-none workflow=existing | setting=none | providers=none
        providers-existing-ad workflow=existing | setting=activeDirectory | providers=activeDirectory
        providers-existing-entra workflow=existing | setting=entra | providers=entra
        providers-existing-both workflow=existing | setting=both | providers=entra, then activeDirectory
        providers-new-none workflow=new | setting=none | providers=none
        providers-new-ad workflow=new | setting=activeDirectory | providers=activeDirectory
        providers-new-entra workflow=new | setting=entra | providers=entra
        providers-new-both workflow=new | setting=both | providers=entra
        factors-existing-single-single workflow=existing | deviceManager=single | entra=single | count=1 | reading=table
        factors-existing-single-multi workflow=existing | deviceManager=single | entra=multi | count=1 | reading=table
        factors-existing-two-single workflow=existing | deviceManager=two | entra=single | count=2 | reading=table
        factors-existing-two-multi workflow=existing | deviceManager=two | entra=multi | count=2 | reading=table
        factors-new-single-single workflow=new | deviceManager=single | entra=single | count=1 | reading=table
        factors-new-single-multi workflow=new | deviceManager=single | entra=multi | count=1 | reading=table
        factors-new-single-multi-steps workflow=new | deviceManager=single | entra=multi | count=2 | reading=procedure
        factors-new-two-single workflow=new | deviceManager=two | entra=single | count=2 | reading=table
        factors-new-two-multi workflow=new | deviceManager=two | entra=multi | count=3 | reading=table
        channel-entra-approval provider=entra | method=authenticatorApp | order=1
        channel-entra-message provider=entra | method=textMessage | order=1
        channel-entra-call provider=entra | method=voiceCall | order=1
        channel-manager-mail provider=deviceManager | method=email | order=2
        tolerance-sign-in-log subject=signInLogDelay | amount=15 | unit=minute
        tolerance-jamf-schedule subject=inventorySchedule | product=jamf | unit=hour
        account-jamf-local product=jamf | platform=macOS | account=local | isSupported=yes
        account-jamf-mobile product=jamf | platform=macOS | account=mobile | isSupported=yes
        account-jamf-network product=jamf | platform=macOS | account=network | isSupported=no
        application-maas360 product=maas360 | road=partnerCompliance | name=MaaS360 Microsoft Entra Device Compliance Data Update | isPublisherVerified=no
        application-workspace-one product=workspaceOne | road=partnerCompliance | name=Workspace ONE conditional access
        application-airwatch product=workspaceOne | road=mdmApplication | name=AirWatch MDM
        application-jamf-native product=jamf | road=partnerDevice | name=Jamf Native macOS Connector
        application-jamf-cloud product=jamf | road=partnerDevice | name=Cloud Connector
        application-jamf-cloud-users product=jamf | road=partnerDevice | name=Cloud Connector user registration app
        permission-maas360 product=maas360 | road=partnerCompliance | holder=application | service=entra | permission=resources of all persons of the organisation
        permission-jamf-account product=jamf | road=partnerDevice | holder=administrator | service=jamf | permission=Conditional Access
        licence-maas360-entra product=maas360 | road=partnerCompliance | licence=entraPremium | holder=tenant
        licence-maas360-intune product=maas360 | road=partnerCompliance | licence=intune | holder=tenant
        licence-maas360-intune-user product=maas360 | road=partnerCompliance | licence=intune | holder=user
        licence-ivanti-intune product=ivanti | road=partnerCompliance | licence=intune | holder=tenant
        licence-ivanti-intune-user product=ivanti | road=partnerCompliance | licence=intune | holder=user
        licence-workspace-one-p1 product=workspaceOne | road=partnerCompliance | licence=entraPremiumP1 | holder=tenant
        licence-workspace-one-intune-user product=workspaceOne | road=partnerCompliance | licence=intune | holder=user
        licence-workspace-one-intelligence product=workspaceOne | road=partnerCompliance | licence=intelligenceFreeTier | holder=tenant
        licence-workspace-one-windows-p1 product=workspaceOne | road=mdmApplication | licence=entraPremiumP1 | holder=tenant
        licence-workspace-one-windows-intelligence product=workspaceOne | road=mdmApplication | licence=intelligenceFreeTier | holder=tenant
        licence-jamf-p1 product=jamf | road=partnerDevice | licence=entraPremiumP1 | holder=tenant
        licence-jamf-intune product=jamf | road=partnerDevice | licence=intune | holder=tenant
        partner-active vocabulary=portal | word=Active | meaning=devices can be registered and their states updated
        default-maas360-scope product=maas360 | setting=screen that opens first in the service's configuration | value=Select user groups
        default-maas360-workflow product=maas360 | setting=enrolment workflow of an account | value=existing
        default-jamf-category product=jamf | setting=Self Service category under which people find the policies | value=Compliance
        default-jamf-landing product=jamf | setting=landing pages for computers that the directory does not know | value=default registration page, Access Denied page, or a page of one's own
        pointer-microsoft-365 product=ivanti | subject=licensing of Microsoft 365 applications | address=https://www.microsoft.com/en-us/microsoft-365/enterprise/compare-office-365-plans
        pointer-android-enterprise product=ivanti | subject=setting Android Enterprise up, which comes first | title=MobileIron Core Device Management Guide for Android and Android Enterprise Devices
        pointer-core-instance product=ivanti | subject=address of a customer's Core instance | title=from the vendor's Customer Success Manager
        pointer-extension product=workspaceOne | subject=trouble with the single sign-on extension | title=Troubleshooting the Microsoft Enterprise SSO Extension plugin on Apple devices
        pointer-jamf-paper product=jamf | subject=steps and inventory of the older integration | title=Integrating with Microsoft Intune to Enforce Compliance on Macs Managed by Jamf Pro
        onboarding-maas360-feature procedure=maas360 | order=1 | step=featureEnabled | isNeeded=yes
        onboarding-maas360-directory-sync procedure=maas360 | order=2 | step=directorySyncConfigured | isNeeded=no
        onboarding-maas360-partner procedure=maas360 | order=3 | step=partnerAdded | isNeeded=yes
        onboarding-maas360-assignment procedure=maas360 | order=4 | step=assigned | isNeeded=yes
        onboarding-maas360-application procedure=maas360 | order=5 | step=applicationRegistered | isNeeded=no
        onboarding-maas360-ids procedure=maas360 | order=6 | step=configured | isNeeded=yes
        onboarding-maas360-consent-asked procedure=maas360 | order=7 | step=consentRequested | isNeeded=no
        onboarding-maas360-consent procedure=maas360 | order=8 | step=consentGranted | isNeeded=yes
        onboarding-maas360-registered procedure=maas360 | order=9 | step=registrationCompleted | isNeeded=yes
        onboarding-maas360-scope procedure=maas360 | order=10 | step=scopeChosen | isNeeded=yes
        onboarding-ivanti-licences procedure=ivantiCore | order=1 | step=licencesAssigned | isNeeded=yes
        onboarding-ivanti-portal procedure=ivantiCore | order=2 | step=administratorSignedIn | isNeeded=no
        onboarding-ivanti-partner procedure=ivantiCore | order=3 | step=partnerAdded | isNeeded=yes
        onboarding-ivanti-access-policy procedure=ivantiCore | order=4 | step=accessPolicyCreated | isNeeded=yes
        onboarding-ivanti-connected procedure=ivantiCore | order=5 | step=instanceConnected | isNeeded=yes
        onboarding-ivanti-compliance-policy procedure=ivantiCore | order=6 | step=compliancePolicyEnabled | isNeeded=yes
        onboarding-workspace-one-intelligence procedure=workspaceOnePartner | order=1 | step=intelligenceOptedIn | isNeeded=yes
        onboarding-workspace-one-directory procedure=workspaceOnePartner | order=2 | step=configured | isNeeded=yes
        onboarding-workspace-one-partner procedure=workspaceOnePartner | order=3 | step=partnerAdded | isNeeded=yes
        onboarding-workspace-one-assignment procedure=workspaceOnePartner | order=4 | step=assigned | isNeeded=yes
        onboarding-workspace-one-sync procedure=workspaceOnePartner | order=5 | step=directorySynced | isNeeded=yes
        onboarding-workspace-one-consent-asked procedure=workspaceOnePartner | order=6 | step=consentRequested | isNeeded=no
        onboarding-workspace-one-consent procedure=workspaceOnePartner | order=7 | step=consentGranted | isNeeded=yes
        onboarding-workspace-one-completed procedure=workspaceOnePartner | order=8 | step=registrationCompleted | isNeeded=yes
        onboarding-workspace-one-active procedure=workspaceOnePartner | order=9 | step=active | isNeeded=yes
        onboarding-workspace-one-access-policy procedure=workspaceOnePartner | order=10 | step=accessPolicyCreated | isNeeded=yes
        onboarding-workspace-one-windows-intelligence procedure=workspaceOneWindows | order=1 | step=intelligenceOptedIn | isNeeded=yes
        onboarding-workspace-one-windows-identity procedure=workspaceOneWindows | order=2 | step=identityServiceEnabled | isNeeded=yes
        onboarding-workspace-one-windows-mapping procedure=workspaceOneWindows | order=3 | step=identityMappingSet | isNeeded=yes
        onboarding-workspace-one-windows-compliance procedure=workspaceOneWindows | order=4 | step=windowsComplianceEnabled | isNeeded=yes
        onboarding-workspace-one-windows-app procedure=workspaceOneWindows | order=5 | step=managementAppAdded | isNeeded=yes
        onboarding-workspace-one-windows-domain procedure=workspaceOneWindows | order=6 | step=customDomainAdded | isNeeded=no
        onboarding-workspace-one-windows-scope procedure=workspaceOneWindows | order=7 | step=managementScopeSet | isNeeded=yes
        onboarding-workspace-one-windows-access-policy procedure=workspaceOneWindows | order=8 | step=accessPolicyCreated | isNeeded=yes
        onboarding-jamf-manual-application procedure=jamfManual | order=1 | step=applicationRegistered | isNeeded=yes
        onboarding-jamf-manual-consent procedure=jamfManual | order=2 | step=consentGranted | isNeeded=yes
        onboarding-jamf-manual-settings procedure=jamfManual | order=3 | step=configured | isNeeded=yes
        onboarding-jamf-manual-landing-page procedure=jamfManual | order=4 | step=landingPageSet | isNeeded=no
        onboarding-jamf-manual-test procedure=jamfManual | order=5 | step=tested | isNeeded=yes
        onboarding-jamf-connector-settings procedure=jamfCloudConnector | order=1 | step=configured | isNeeded=yes
        onboarding-jamf-connector-landing-page procedure=jamfCloudConnector | order=2 | step=landingPageSet | isNeeded=no
        onboarding-jamf-connector-consent-asked procedure=jamfCloudConnector | order=3 | step=consentRequested | isNeeded=no
        onboarding-jamf-connector-consent procedure=jamfCloudConnector | order=4 | step=connectorConsentGranted | isNeeded=yes
        onboarding-jamf-connector-registration-consent procedure=jamfCloudConnector | order=5 | step=registrationConsentGranted | isNeeded=yes
        onboarding-jamf-connector-app-id procedure=jamfCloudConnector | order=6 | step=applicationNamed | isNeeded=yes
        onboarding-jamf-connector-test procedure=jamfCloudConnector | order=7 | step=tested | isNeeded=yes
        """
}
