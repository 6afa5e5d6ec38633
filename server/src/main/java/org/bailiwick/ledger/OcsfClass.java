package org.bailiwick.ledger;

/** The OCSF 1.8 event classes that Bailiwick writes; which kind of entry has which, and why, stands in docs/ocsf.md. */
enum OcsfClass {
    DETECTION_FINDING(2004), IAM_ANALYSIS_FINDING(2008), ACCOUNT_CHANGE(3001), AUTHENTICATION(3002), ENTITY_MANAGEMENT(
            3004), USER_ACCESS(3005), GROUP_MANAGEMENT(3006), API_ACTIVITY(6003), REMEDIATION(7001);

    private static final int FINDINGS = 2;
    private static final int REMEDIATIONS = 7;

    private final int uid;

    OcsfClass(int uid) {
        this.uid = uid;
    }

    int uid() {
        return uid;
    }

    int categoryUid() {
        return uid / 1000;
    }

    int typeUid(int activityId) {
        return uid * 100 + activityId;
    }

    boolean isFinding() {
        return categoryUid() == FINDINGS;
    }

    /** Whether events of the class say by themselves who acted and from where; others name a profile for the actor. */
    boolean knowsActor() {
        return !isFinding() && categoryUid() != REMEDIATIONS;
    }
}
