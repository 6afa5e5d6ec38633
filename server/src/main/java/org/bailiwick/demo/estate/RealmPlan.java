package org.bailiwick.demo.estate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A realm as it is to be made in Keycloak.
 *
 * @param settings under Keycloak's own names
 * @param mspIssuer whether the MSP's realm signs people in here as an identity provider
 */
public record RealmPlan(String name, String displayName, Map<String, Object> settings,
        Map<String, Profile.Role> roles, Map<String, List<String>> groups, List<Account> accounts,
        List<Service> services, boolean mspIssuer) {
    public RealmPlan {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        accounts = List.copyOf(accounts);
        services = List.copyOf(services);
    }

    RealmPlan named(String other) {
        return new RealmPlan(other, displayName, settings, roles, groups, accounts, services, mspIssuer);
    }

    /** Where the secrets of a realm come from: passwords of personas by username, secrets of clients by their id. */
    public interface Secrets {
        String password(String username);

        String client(String clientId);
    }
}
