package org.bailiwick.ledger;

/** What kinds of things are recorded, with their OCSF 1.8 class and activity. */
public enum Activity {
    SIGNED_IN("signed in", 3002, 1), ACCESS_DENIED("access denied", 6003, 99), OVERSIGHT_READ("oversight read", 6003,
            2), TENANT_CREATED("tenant created", 3004, 1), CONNECTION_SET("connection set", 3004,
                    3), CONTRACT_PROPOSED("contract proposed", 3004, 1), CONTRACT_ACCEPTED("contract accepted", 3004,
                            99), AUTHORITY_GIVEN("authority given", 3005, 1), AUTHORITY_REVOKED("authority revoked",
                                    3005, 2), SNAPSHOT_REQUESTED("snapshot requested", 3004, 99), SNAPSHOT_ENDED(
                                            "snapshot ended", 3004, 2), IDENTITY_CORRELATED("identity correlated", 3004,
                                                    3), GRANT_KEPT("grant kept", 3004, 99), GRANT_ABSTAINED(
                                                            "decision abstained", 3004,
                                                            99), GRANT_REVOCATION_DECIDED("revocation decided", 3004,
                                                                    99), CHANGE_STATE("change state", 3005,
                                                                            2), COUNT("count", 6003, 99);

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

    int classUid() {
        return classUid;
    }

    int activityId() {
        return activityId;
    }
}
