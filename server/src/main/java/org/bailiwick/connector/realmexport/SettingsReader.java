package org.bailiwick.connector.realmexport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.keycloak.RealmSettings;
import tools.jackson.databind.node.StringNode;

/** Reads the realm's rules for lockout, passwords, sessions and records, each as JSON text. */
final class SettingsReader {
    static final Set<String> TEXTS = Set.of("sslRequired", "bruteForceStrategy", "passwordPolicy", "otpPolicyType",
            "otpPolicyAlgorithm");
    static final Set<String> NUMBERS = Set.of("failureFactor", "maxTemporaryLockouts", "waitIncrementSeconds",
            "maxFailureWaitSeconds", "maxDeltaTimeSeconds", "minimumQuickLoginWaitSeconds",
            "quickLoginCheckMilliSeconds", "otpPolicyDigits", "otpPolicyPeriod", "otpPolicyLookAheadWindow",
            "accessTokenLifespan", "ssoSessionIdleTimeout", "ssoSessionMaxLifespan",
            "ssoSessionIdleTimeoutRememberMe", "ssoSessionMaxLifespanRememberMe", "offlineSessionIdleTimeout",
            "offlineSessionMaxLifespan", "refreshTokenMaxReuse");
    /** What every export that Keycloak itself wrote tells; where one is missing, others may be missing too. */
    private static final List<String> ALWAYS_TOLD = List.of("enabled", "sslRequired", "bruteForceProtected",
            "failureFactor", "accessTokenLifespan", "ssoSessionIdleTimeout", "eventsEnabled", "adminEventsEnabled");
    private static final int LONGEST = 4_000;

    private final Cursor cursor;

    SettingsReader(Cursor cursor) {
        this.cursor = cursor;
    }

    static boolean knows(String name) {
        return RealmSettings.KEYS.contains(name);
    }

    /** Then what is missing was never set; where a reading broke off, it may only not have been read. */
    static boolean toldInFull(RealmDraft realm) {
        return realm.told.containsAll(ALWAYS_TOLD) && realm.remarks.hidden(ObjectKind.SETTINGS) == null;
    }

    void read(String name, Map<String, String> into) {
        into.remove(name);
        Object value = TEXTS.contains(name)
                ? cursor.name(Kinds.SETTING)
                : NUMBERS.contains(name) ? cursor.whole(Kinds.SETTING) : cursor.flag(Kinds.SETTING);
        if (value instanceof String text) {
            if (!Name.isPlaceholder(text)) {
                into.put(name, StringNode.valueOf(Inert.text(text, LONGEST)).toString());
            }
        } else if (value != null) {
            into.put(name, value.toString());
        }
    }
}
