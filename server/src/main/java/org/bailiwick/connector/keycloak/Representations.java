package org.bailiwick.connector.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;

/** The fields we take from Keycloak's admin API, named as they are there; anything may be missing. */
final class Representations {
    private Representations() {}

    interface Identified {
        @Nullable
        String id();
    }

    record User(@Nullable String id, @Nullable String username, @Nullable String firstName, @Nullable String lastName,
            @Nullable String email, @Nullable Boolean emailVerified, @Nullable Boolean enabled,
            @Nullable Long createdTimestamp, @Nullable List<String> requiredActions,
            @Nullable BruteForce bruteForceStatus, @Nullable Access access,
            @Nullable Map<String, List<String>> attributes) implements Identified {
        /** What directories call the number of an employee, SCIM's name (RFC 7643 section 4.3) first. */
        private static final List<String> EMPLOYEE_ID = List.of("employeeNumber", "employeeId", "employee_number",
                "employee_id");

        /** @param federatedAs null where it is not known */
        Observed.Account account(boolean service, LockState lock, @Nullable Instant lastSignIn,
                @Nullable List<Observed.FederatedAs> federatedAs) throws CallFailedException {
            return new Observed.Account(Json.need(id, "id"), Inert.text(Json.need(username, "username")), displayName(),
                    email == null ? null : Inert.text(email), emailVerified, service, enabled, lock.locked(),
                    createdTimestamp == null ? null : Instant.ofEpochMilli(createdTimestamp),
                    requiredActions == null ? null : requiredActions.stream().map(Inert::text).sorted().toList(),
                    lastSignIn, new Observed.Origin(employeeId(), federatedAs), lock.lockout());
        }

        /** Keycloak's own mark that it disabled the account after failed sign-ins; nobody's disabling has it. */
        boolean lockedForGood() {
            return Boolean.FALSE.equals(enabled) && attributes != null
                    && attributes.getOrDefault("disabledReason", List.of()).contains("permanentLockout");
        }

        private @Nullable String employeeId() {
            return attributes == null
                    ? null
                    : EMPLOYEE_ID.stream().flatMap(name -> attributes.getOrDefault(name, List.of()).stream())
                            .map(value -> Inert.text(value.strip())).filter(value -> !value.isEmpty()).findFirst()
                            .orElse(null);
        }

        private String displayName() {
            var name = (text(firstName) + " " + text(lastName)).strip();
            return Inert.text(name.isEmpty() ? text(username) : name);
        }

        private static String text(@Nullable String part) {
            return part == null ? "" : part;
        }
    }

    /** A stored event; times are milliseconds since 1970. */
    record Event(@Nullable Long time, @Nullable String userId) {}

    /** An identity provider of the realm. */
    record IdentityProvider(@Nullable String alias, @Nullable Map<String, String> config) {}

    /** That a user signs in by a provider. */
    record FederatedIdentity(@Nullable String identityProvider, @Nullable String userId) {}

    /**
     * The counters of failed sign-ins. From where they came is among them too, and is not taken.
     *
     * @param lastFailure milliseconds since 1970; 0 is none
     * @param failedLoginNotBefore seconds since 1970; not in the list of users
     */
    record BruteForce(@Nullable Boolean disabled, @Nullable Integer numFailures, @Nullable Long lastFailure,
            @Nullable Long failedLoginNotBefore) {
        boolean forGood() {
            return Boolean.TRUE.equals(disabled) && failedLoginNotBefore != null
                    && failedLoginNotBefore == Long.MAX_VALUE;
        }
    }

    /** What the one who asks may do with the object. */
    record Access(@Nullable Boolean manage) {}

    record Role(@Nullable String id, @Nullable String name, @Nullable String description, @Nullable Boolean composite,
            @Nullable Boolean clientRole, @Nullable String containerId) implements Identified {
        EntitlementKey key() throws CallFailedException {
            return new EntitlementKey(
                    Boolean.TRUE.equals(clientRole) ? EntitlementKey.CLIENT_ROLE : EntitlementKey.REALM_ROLE,
                    Json.need(id, "id"));
        }

        boolean holdsOthers() {
            return Boolean.TRUE.equals(composite);
        }
    }

    /** Roles held directly by an account or a group. */
    record Mappings(@Nullable List<Role> realmMappings, @Nullable Map<String, ClientMappings> clientMappings) {}

    record ClientMappings(@Nullable List<Role> mappings) {}

    record Group(@Nullable String id, @Nullable String path, @Nullable String parentId, @Nullable Integer subGroupCount,
            @Nullable List<String> realmRoles,
            @Nullable Map<String, List<String>> clientRoles) implements Identified {
        EntitlementKey key() throws CallFailedException {
            return new EntitlementKey(EntitlementKey.GROUP, Json.need(id, "id"));
        }
    }

    record Client(@Nullable String id, @Nullable String clientId, @Nullable Boolean serviceAccountsEnabled,
            @Nullable String clientAuthenticatorType, @Nullable ClientAttributes attributes) implements Identified {
        boolean hasServiceAccount() {
            return Boolean.TRUE.equals(serviceAccountsEnabled);
        }
    }

    /** Times in seconds since 1970, as text; the secrets themselves are not among these fields. */
    record ClientAttributes(@JsonProperty("client.secret.creation.time") @Nullable String created,
            @JsonProperty("client.secret.expiration.time") @Nullable String expires,
            @JsonProperty("client.secret.rotated.creation.time") @Nullable String rotatedCreated,
            @JsonProperty("client.secret.rotated.expiration.time") @Nullable String rotatedExpires) {
        static final ClientAttributes NONE = new ClientAttributes(null, null, null, null);
    }
}
