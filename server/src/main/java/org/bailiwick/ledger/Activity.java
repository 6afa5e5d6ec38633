package org.bailiwick.ledger;

/** What kinds of things are recorded, with their OCSF 1.8 class and activity; 99 is OCSF's "other". */
public enum Activity {
    SIGNED_IN("signed in", 3002, 1), // authentication: logon
    ACCESS_DENIED("access denied", 6003, 99), // API activity: other
    OVERSIGHT_READ("oversight read", 6003, 2), // API activity: read
    TENANT_CREATED("tenant created", 3004, 1), // entity management: create
    TENANT_TAGS_SET("tenant tags set", 3004, 3), // entity management: update
    TENANT_SET_MADE("tenant set made", 3004, 1), // entity management: create
    TENANT_SET_CHANGED("tenant set changed", 3004, 3), // entity management: update
    TENANT_SET_ENDED("tenant set ended", 3004, 4), // entity management: delete
    CONNECTION_SET("connection set", 3004, 3), // entity management: update
    CONNECTION_ENDED("connection disconnected", 3004, 99), // entity management: other
    CONTRACT_PROPOSED("contract proposed", 3004, 1), // entity management: create
    CONTRACT_ACCEPTED("contract accepted", 3004, 99), // entity management: other
    AUTHORITY_GIVEN("authority given", 3005, 1), // user access: assign privileges
    AUTHORITY_REVOKED("authority revoked", 3005, 2), // user access: revoke privileges
    SNAPSHOT_REQUESTED("snapshot requested", 3004, 99), // entity management: other
    SNAPSHOT_ENDED("snapshot ended", 3004, 2), // entity management: read
    IDENTITY_CORRELATED("identity correlated", 3004, 3), // entity management: update
    GRANT_KEPT("grant kept", 3004, 99), // entity management: other
    GRANT_ABSTAINED("decision abstained", 3004, 99), // entity management: other
    GRANT_REVOCATION_DECIDED("revocation decided", 3004, 99), // entity management: other
    BULK_REQUESTED("bulk decision requested", 3004, 1), // entity management: create
    BULK_CARRIED_OUT("bulk decision carried out", 3004, 99), // entity management: other
    FINDING_OPENED("finding opened", 3004, 1), // entity management: create
    FINDING_CHANGED("finding changed", 3004, 3), // entity management: update
    FINDING_CLOSED("finding closed", 3004, 99), // entity management: other
    FINDING_REOPENED("finding reopened", 3004, 99), // entity management: other
    FINDING_KEPT("finding kept", 3004, 99), // entity management: other
    FINDING_REVOCATION_ORDERED("finding revocation ordered", 3004, 99), // entity management: other
    FINDING_OWNER_NAMED("finding owner named", 3004, 3), // entity management: update
    FINDING_OWNER_REMOVED("finding owner removed", 3004, 3), // entity management: update
    PATTERN_OWNER_NAMED("pattern owner named", 3004, 3), // entity management: update
    PATTERN_OWNER_REMOVED("pattern owner removed", 3004, 3), // entity management: update
    PATTERN_PLAN_CHANGED("pattern plan changed", 3004, 3), // entity management: update
    PATTERN_ENDED("pattern ended", 3004, 99), // entity management: other
    PATTERN_RETURNED("pattern returned", 3004, 99), // entity management: other
    OWNER_NAMED("owner named", 3004, 3), // entity management: update
    PROVIDER_SECRET_SET("provider secret set", 3004, 3), // entity management: update
    UNLOCK_DECIDED("unlock decided", 3004, 99), // entity management: other
    APPROVAL_REQUESTED("approval requested", 3004, 1), // entity management: create
    APPROVED("approved", 3004, 99), // entity management: other
    APPROVAL_REFUSED("approval refused", 3004, 99), // entity management: other
    APPROVAL_WITHDRAWN("approval withdrawn", 3004, 99), // entity management: other
    SCOPE_PROPOSED("expected scope proposed", 3004, 1), // entity management: create
    SCOPE_APPROVED("expected scope approved", 3004, 3), // entity management: update
    SCOPE_REFUSED("expected scope refused", 3004, 99), // entity management: other
    MAIL_DOMAINS_SET("mail domains set", 3004, 3), // entity management: update
    LEAVER_CASE_OPENED("leaver case opened", 3004, 1), // entity management: create
    LEAVER_CASE_EXTENDED("leaver case extended", 3004, 3), // entity management: update
    LEAVER_CASE_CONTINUED("leaver case continued", 3004, 3), // entity management: update
    LEAVER_CASE_TENANT_TAKEN_OUT("tenant taken out of leaver case", 3004, 3), // entity management: update
    LEAVER_CASE_TENANT_PUT_BACK("tenant put back into leaver case", 3004, 3), // entity management: update
    LEAVER_CASE_CLOSED("leaver case closed", 3004, 99), // entity management: other
    LEAVER_CASE_REOPENED("leaver case reopened", 3004, 99), // entity management: other
    LEAVER_CASE_CANCELLED("leaver case cancelled", 3004, 99), // entity management: other
    END_OF_ACCESS_ASKED("end of access asked for", 3004, 1), // entity management: create
    END_OF_ACCESS_ORDERED("end of access ordered", 3004, 99), // entity management: other
    END_OF_ACCESS_REFUSED("end of access refused", 3004, 99), // entity management: other
    END_OF_ACCESS_WITHDRAWN("end of access withdrawn", 3004, 99), // entity management: other
    CHANGE_STATE("change state", 3005, 2), // user access: revoke privileges
    ACCOUNT_CHANGE_STATE("account change state", 3004, 3), // entity management: update
    AUDIT_PACK_REQUESTED("audit pack requested", 3004, 1), // entity management: create
    AUDIT_PACK_SEALED("audit pack sealed", 3004, 99), // entity management: other
    AUDIT_PACK_OUTDATED("audit pack outdated", 3004, 4), // entity management: delete
    AUDIT_PACK_REMOVED("audit pack removed", 3004, 4), // entity management: delete
    LOG_FAULT_FOUND("log fault found", 3004, 99), // entity management: other
    ENTRIES_REMOVED("entries removed by retention", 3004, 4), // entity management: delete
    ERASURE_REQUESTED("erasure requested", 3004, 1), // entity management: create
    ERASURE_STOPPED("erasure stopped", 3004, 99), // entity management: other
    VALUES_ERASED("personal data erased", 3004, 4), // entity management: delete
    HOLD_SET("legal hold set", 3004, 1), // entity management: create
    HOLD_LIFTED("legal hold lifted", 3004, 4), // entity management: delete
    WITNESS_REGISTERED("witness registered", 3004, 1), // entity management: create
    WITNESS_REMOVED("witness removed", 3004, 4), // entity management: delete
    WITNESS_REFUSED("witness refused the log", 3004, 99), // entity management: other
    COUNT("count", 6003, 99); // API activity: other

    private static final int OTHER = 99;

    private final String text;
    private final int classUid;
    private final int activityId;

    Activity(String text, int classUid, int activityId) {
        this.text = text;
        this.classUid = classUid;
        this.activityId = activityId;
    }

    public String text() {
        return text;
    }

    OcsfClass ocsfClass() {
        return OcsfClass.of(classUid);
    }

    int activityId() {
        return activityId;
    }

    /** OCSF leaves it to the source to name an activity that it does not know itself. */
    boolean namedBySource() {
        return activityId == OTHER;
    }
}
