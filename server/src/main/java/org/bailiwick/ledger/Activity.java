package org.bailiwick.ledger;

import static org.bailiwick.ledger.OcsfClass.ACCOUNT_CHANGE;
import static org.bailiwick.ledger.OcsfClass.API_ACTIVITY;
import static org.bailiwick.ledger.OcsfClass.AUTHENTICATION;
import static org.bailiwick.ledger.OcsfClass.DETECTION_FINDING;
import static org.bailiwick.ledger.OcsfClass.ENTITY_MANAGEMENT;
import static org.bailiwick.ledger.OcsfClass.GROUP_MANAGEMENT;
import static org.bailiwick.ledger.OcsfClass.IAM_ANALYSIS_FINDING;
import static org.bailiwick.ledger.OcsfClass.REMEDIATION;
import static org.bailiwick.ledger.OcsfClass.USER_ACCESS;

/**
 * What kinds of things are recorded, with their OCSF 1.8 class and activity (docs/ocsf.md); 99 is OCSF's "other". What
 * the product calls the same has one text, and still a class of its own for each step: to order a change, to send it,
 * and to read back what became of it are three things to whoever reads the events.
 */
public enum Activity {
    SIGNED_IN("signed in", AUTHENTICATION, 1), // logon
    ACCESS_DENIED("access denied", API_ACTIVITY, 99), // other
    OVERSIGHT_READ("oversight read", API_ACTIVITY, 2), // read
    TENANT_CREATED("tenant created", ENTITY_MANAGEMENT, 1), // create
    TENANT_TAGS_SET("tenant tags set", ENTITY_MANAGEMENT, 3), // update
    TENANT_SET_MADE("tenant set made", ENTITY_MANAGEMENT, 1), // create
    TENANT_SET_CHANGED("tenant set changed", ENTITY_MANAGEMENT, 3), // update
    TENANT_SET_ENDED("tenant set ended", ENTITY_MANAGEMENT, 4), // delete
    CONNECTION_SET("connection set", ENTITY_MANAGEMENT, 3), // update
    CONNECTION_ENDED("connection disconnected", ENTITY_MANAGEMENT, 99), // other
    CONTRACT_PROPOSED("contract proposed", ENTITY_MANAGEMENT, 1), // create
    CONTRACT_ACCEPTED("contract accepted", ENTITY_MANAGEMENT, 99), // other
    AUTHORITY_GIVEN("authority given", USER_ACCESS, 1), // assign privileges
    AUTHORITY_REVOKED("authority revoked", USER_ACCESS, 2), // revoke privileges
    SNAPSHOT_REQUESTED("snapshot requested", ENTITY_MANAGEMENT, 99), // other
    SNAPSHOT_ENDED("snapshot ended", ENTITY_MANAGEMENT, 2), // read
    IDENTITY_CORRELATED("identity correlated", ENTITY_MANAGEMENT, 3), // update
    GRANT_KEPT("grant kept", ENTITY_MANAGEMENT, 99), // other
    GRANT_ABSTAINED("decision abstained", ENTITY_MANAGEMENT, 99), // other
    GRANT_REVOCATION_DECIDED("revocation decided", ENTITY_MANAGEMENT, 99), // other
    BULK_REQUESTED("bulk decision requested", ENTITY_MANAGEMENT, 1), // create
    BULK_CARRIED_OUT("bulk decision carried out", ENTITY_MANAGEMENT, 99), // other
    FINDING_OPENED("finding opened", IAM_ANALYSIS_FINDING, 1), // create
    FINDING_CHANGED("finding changed", IAM_ANALYSIS_FINDING, 2), // update
    FINDING_CLOSED("finding closed", IAM_ANALYSIS_FINDING, 3), // close
    FINDING_REOPENED("finding reopened", IAM_ANALYSIS_FINDING, 2), // update
    FINDING_KEPT("finding kept", IAM_ANALYSIS_FINDING, 2), // update
    FINDING_REVOCATION_ORDERED("finding revocation ordered", IAM_ANALYSIS_FINDING, 2), // update
    FINDING_OWNER_NAMED("finding owner named", IAM_ANALYSIS_FINDING, 2), // update
    FINDING_OWNER_REMOVED("finding owner removed", IAM_ANALYSIS_FINDING, 2), // update
    PATTERN_OWNER_NAMED("pattern owner named", ENTITY_MANAGEMENT, 3), // update
    PATTERN_OWNER_REMOVED("pattern owner removed", ENTITY_MANAGEMENT, 3), // update
    PATTERN_PLAN_CHANGED("pattern plan changed", ENTITY_MANAGEMENT, 3), // update
    PATTERN_ENDED("pattern ended", ENTITY_MANAGEMENT, 99), // other
    PATTERN_RETURNED("pattern returned", ENTITY_MANAGEMENT, 99), // other
    OWNER_NAMED("owner named", ENTITY_MANAGEMENT, 3), // update
    PROVIDER_SECRET_SET("provider secret set", ENTITY_MANAGEMENT, 3), // update
    UNLOCK_DECIDED("unlock decided", ENTITY_MANAGEMENT, 99), // other
    APPROVAL_REQUESTED("approval requested", ENTITY_MANAGEMENT, 1), // create
    APPROVED("approved", ENTITY_MANAGEMENT, 99), // other
    APPROVAL_REFUSED("approval refused", ENTITY_MANAGEMENT, 99), // other
    APPROVAL_WITHDRAWN("approval withdrawn", ENTITY_MANAGEMENT, 99), // other
    SCOPE_PROPOSED("expected scope proposed", ENTITY_MANAGEMENT, 1), // create
    SCOPE_APPROVED("expected scope approved", ENTITY_MANAGEMENT, 3), // update
    SCOPE_REFUSED("expected scope refused", ENTITY_MANAGEMENT, 99), // other
    MAIL_DOMAINS_SET("mail domains set", ENTITY_MANAGEMENT, 3), // update
    LEAVER_CASE_OPENED("leaver case opened", ENTITY_MANAGEMENT, 1), // create
    LEAVER_CASE_EXTENDED("leaver case extended", ENTITY_MANAGEMENT, 3), // update
    LEAVER_CASE_CONTINUED("leaver case continued", ENTITY_MANAGEMENT, 3), // update
    LEAVER_CASE_TENANT_TAKEN_OUT("tenant taken out of leaver case", ENTITY_MANAGEMENT, 3), // update
    LEAVER_CASE_TENANT_PUT_BACK("tenant put back into leaver case", ENTITY_MANAGEMENT, 3), // update
    LEAVER_CASE_CLOSED("leaver case closed", ENTITY_MANAGEMENT, 99), // other
    LEAVER_CASE_REOPENED("leaver case reopened", ENTITY_MANAGEMENT, 99), // other
    LEAVER_CASE_CANCELLED("leaver case cancelled", ENTITY_MANAGEMENT, 99), // other
    END_OF_ACCESS_ASKED("end of access asked for", ENTITY_MANAGEMENT, 1), // create
    END_OF_ACCESS_ORDERED("end of access ordered", ENTITY_MANAGEMENT, 99), // other
    END_OF_ACCESS_REFUSED("end of access refused", ENTITY_MANAGEMENT, 99), // other
    END_OF_ACCESS_WITHDRAWN("end of access withdrawn", ENTITY_MANAGEMENT, 99), // other
    CHANGE_ORDERED("change state", ENTITY_MANAGEMENT, 1), // create
    CHANGE_STATE("change state", ENTITY_MANAGEMENT, 3), // update
    ROLE_REMOVAL_SENT("change state", USER_ACCESS, 2), // revoke privileges
    GROUP_REMOVAL_SENT("change state", GROUP_MANAGEMENT, 4), // remove user
    REMOVAL_READ_BACK("change state", REMEDIATION, 4), // harden
    ACCOUNT_CHANGE_ORDERED("account change state", ENTITY_MANAGEMENT, 1), // create
    ACCOUNT_CHANGE_STATE("account change state", ENTITY_MANAGEMENT, 3), // update
    ACCOUNT_DISABLING_SENT("account change state", ACCOUNT_CHANGE, 5), // disable
    ACCOUNT_ENABLING_SENT("account change state", ACCOUNT_CHANGE, 2), // enable
    ACCOUNT_UNLOCK_SENT("account change state", ACCOUNT_CHANGE, 12), // unlock
    ACCOUNT_DISABLING_READ_BACK("account change state", REMEDIATION, 2), // evict
    ACCOUNT_OPENING_READ_BACK("account change state", REMEDIATION, 3), // restore
    AUDIT_PACK_REQUESTED("audit pack requested", ENTITY_MANAGEMENT, 1), // create
    AUDIT_PACK_SEALED("audit pack sealed", ENTITY_MANAGEMENT, 99), // other
    AUDIT_PACK_OUTDATED("audit pack outdated", ENTITY_MANAGEMENT, 4), // delete
    AUDIT_PACK_REMOVED("audit pack removed", ENTITY_MANAGEMENT, 4), // delete
    LOG_FAULT_FOUND("log fault found", DETECTION_FINDING, 1), // create
    ENTRIES_REMOVED("entries removed by retention", ENTITY_MANAGEMENT, 4), // delete
    ERASURE_REQUESTED("erasure requested", ENTITY_MANAGEMENT, 1), // create
    ERASURE_STOPPED("erasure stopped", ENTITY_MANAGEMENT, 99), // other
    VALUES_ERASED("personal data erased", ENTITY_MANAGEMENT, 4), // delete
    HOLD_SET("legal hold set", ENTITY_MANAGEMENT, 1), // create
    HOLD_LIFTED("legal hold lifted", ENTITY_MANAGEMENT, 4), // delete
    WITNESS_REGISTERED("witness registered", ENTITY_MANAGEMENT, 1), // create
    WITNESS_REMOVED("witness removed", ENTITY_MANAGEMENT, 4), // delete
    WITNESS_REFUSED("witness refused the log", ENTITY_MANAGEMENT, 99), // other
    COUNT("count", API_ACTIVITY, 99); // other

    private static final int OTHER = 99;

    private final String text;
    private final OcsfClass ocsfClass;
    private final int activityId;

    Activity(String text, OcsfClass ocsfClass, int activityId) {
        this.text = text;
        this.ocsfClass = ocsfClass;
        this.activityId = activityId;
    }

    public String text() {
        return text;
    }

    OcsfClass ocsfClass() {
        return ocsfClass;
    }

    int activityId() {
        return activityId;
    }

    /** OCSF leaves it to the source to name an activity that it does not know itself. */
    boolean namedBySource() {
        return activityId == OTHER;
    }
}
