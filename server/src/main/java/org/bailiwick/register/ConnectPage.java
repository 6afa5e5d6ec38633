package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.connector.AccountProvider;
import org.bailiwick.connector.Trial;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Connecting a system, in one form that can be tried first.
 *
 * @param providers whose subjects its account ids can be
 * @param settings what this kind of system needs, with what was typed
 * @param trial what the try brought; null before it
 * @param refusal why it was not even tried; null otherwise
 */
public record ConnectPage(VisibleTenant tenant, String system, String name, String address,
        Map<String, String> settings, Choice providers, @Nullable Trial trial, @Nullable Refusal refusal) {
    public ConnectPage {
        settings = Map.copyOf(settings);
    }

    /** @param chosen public id of one of them; null for none */
    public record Choice(List<AccountProvider> offered, @Nullable UUID chosen) {
        public Choice {
            offered = List.copyOf(offered);
        }
    }

    ConnectPage tried(Trial brought) {
        return new ConnectPage(tenant, system, name, address, settings, providers, brought, null);
    }

    ConnectPage refused(Refusal why) {
        return new ConnectPage(tenant, system, name, address, settings, providers, null, why);
    }

    public String path() {
        return "/t/%s/connections".formatted(tenant.shortName());
    }

    /** What whoever administers the system has to make there first. */
    public String preparation() {
        return system.equals("keycloak")
                ? "In the realm, make a confidential client with a service account and give that account the roles view-users, view-realm, view-clients, query-users, query-groups, query-clients, view-events, view-identity-providers and, to revoke and unlock, manage-users of realm-management."
                : "Make an account for Bailiwick in the system first.";
    }
}
