package org.bailiwick.connector.keycloak;

import java.util.List;
import java.util.function.Consumer;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The realm's rules for lockout, passwords, sessions and second factors, under the names that Keycloak gives them. */
public final class RealmSettings {
    private static final int LONGEST = 4_000;
    public static final List<String> KEYS = List.of("enabled", "sslRequired", "registrationAllowed", "rememberMe",
            "verifyEmail", "resetPasswordAllowed", "editUsernameAllowed", "duplicateEmailsAllowed",
            "bruteForceProtected", "bruteForceStrategy", "failureFactor", "permanentLockout", "maxTemporaryLockouts",
            "waitIncrementSeconds", "maxFailureWaitSeconds", "maxDeltaTimeSeconds", "minimumQuickLoginWaitSeconds",
            "quickLoginCheckMilliSeconds", "passwordPolicy", "otpPolicyType", "otpPolicyAlgorithm", "otpPolicyDigits",
            "otpPolicyPeriod", "otpPolicyLookAheadWindow", "otpPolicyCodeReusable", "accessTokenLifespan",
            "ssoSessionIdleTimeout", "ssoSessionMaxLifespan", "ssoSessionIdleTimeoutRememberMe",
            "ssoSessionMaxLifespanRememberMe", "offlineSessionIdleTimeout", "offlineSessionMaxLifespanEnabled",
            "offlineSessionMaxLifespan", "revokeRefreshToken", "refreshTokenMaxReuse", "eventsEnabled",
            "adminEventsEnabled", "adminEventsDetailsEnabled");

    private RealmSettings() {}

    /** Keycloak leaves out what was never set, for example an absent password policy: that is told as JSON null. */
    static void observe(JsonNode realm, Consumer<Observed> sink) {
        for (var key : KEYS) {
            var value = realm.path(key);
            sink.accept(new Observed.Setting(key, value.isMissingNode() ? "null" : json(value)));
        }
    }

    private static String json(JsonNode value) {
        return value.isString()
                ? StringNode.valueOf(Inert.text(value.stringValue(), LONGEST)).toString()
                : value.toString();
    }
}
