package org.bailiwick.ledger;

/** The OCSF 1.8 event classes that Bailiwick writes. */
enum OcsfClass {
    AUTHENTICATION(3002), ENTITY_MANAGEMENT(3004), USER_ACCESS(3005), API_ACTIVITY(6003);

    private final int uid;

    OcsfClass(int uid) {
        this.uid = uid;
    }

    static OcsfClass of(int uid) {
        for (OcsfClass each : values()) {
            if (each.uid == uid) {
                return each;
            }
        }
        throw new IllegalArgumentException("no OCSF class with uid `%d` is written".formatted(uid));
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
}
