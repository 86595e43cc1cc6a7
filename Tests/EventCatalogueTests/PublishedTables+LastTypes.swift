extension PublishedTables {
    static let typesFromRecord = """
        record.corroborated 1 tenant: 5 first guid
        record.observed 1 tenant: 1 category RecordCategory, 2 reason ObservationReason, 3 outcome Outcome, \
        4 auditCategory AuditCategory, 6 unreadableFields integer
        record.remapped 1 tenant: 7 mapping integer, 8 origin integer
        record.revised 1 tenant: 5 first guid
        source.batch_ended 1 tenant: 1 report BatchedReport, 2 records integer, 3 batch guid
        source.coverage_ended 1 tenant: 6 reason CoverageReason, 7 through instant, 8 retentionDays integer
        source.coverage_started 1 tenant: 6 reason CoverageReason, 7 through instant, 8 retentionDays \
        integer
        source.cursor_advanced 1 tenant: 7 through instant, 9 newRecords integer, 10 cursor digest
        source.gap_closed 1 tenant: 1 report BatchedReport, 3 batch guid, 4 expected integer, 5 found \
        integer
        source.gap_noticed 1 tenant: 1 report BatchedReport, 3 batch guid, 4 expected integer, 5 found \
        integer
        tenant.administrator_signed_in 1 user: 1 console AdministratorConsole, 2 channel ConsoleChannel, 3 \
        method AuthenticationMethod, 4 privilege AdministratorPrivilege
        tenant.cloud_observed 1 tenant: 1 cloud Cloud, 2 witness Witness
        tenant.compliance_validity_set 1 tenant: 1 days integer, 2 daysBefore integer
        tenant.custom_domain_added 1 tenant: 2 product ManagerProduct, 8 isVerified flag
        tenant.directory_sync_configured 1 tenant: 1 syncKind DirectorySyncKind, 2 product ManagerProduct, 3 \
        isEnabled flag
        tenant.directory_synced 1 tenant: 1 syncKind DirectorySyncKind, 2 product ManagerProduct, 4 trigger \
        Trigger, 5 outcome Outcome, 6 users integer, 7 groups integer
        tenant.licence_changed 1 tenant: 1 sku guid, 3 enabled integer, 7 consumed integer, 8 includesIntune \
        flag, 9 includesPremium flag, 11 enabledBefore integer, 12 change ConfigurationChange, 13 plan guid
        tenant.mdm_authority_observed 1 tenant: 1 displayed ManagerProduct, 2 actual ManagerProduct
        tenant.prerequisites_checked 1 tenant: 1 met [Prerequisite], 2 product ManagerProduct, 9 missing \
        [Prerequisite]
        tenant.subscription_changed 1 tenant: 1 sku guid, 2 status CapabilityStatus, 3 enabled integer, 4 \
        suspended integer, 5 warning integer, 6 lockedOut integer, 7 consumed integer, 8 includesIntune \
        flag, 9 includesPremium flag, 10 statusBefore CapabilityStatus, 11 enabledBefore integer, 12 change \
        ConfigurationChange
        tenant.subscription_observed 1 tenant: 1 sku guid, 2 status CapabilityStatus, 3 enabled integer, 4 \
        suspended integer, 5 warning integer, 6 lockedOut integer, 7 consumed integer, 8 includesIntune \
        flag, 9 includesPremium flag
        user.account_disabled 1 user:
        user.account_enabled 1 user:
        user.licence_assigned 1 user: 1 sku guid, 2 plan guid, 3 includesIntune flag, 4 includesPremium \
        flag, 5 group guid
        user.licence_changed 1 user:
        user.licence_removed 1 user: 1 sku guid, 2 plan guid, 3 includesIntune flag, 4 includesPremium flag, \
        5 group guid
        user.notification_sent 1 user: 1 purpose NotificationPurpose, 2 channel NotificationChannel, 3 \
        platform Platform, 4 outcome Outcome, 6 product ManagerProduct
        """
}
