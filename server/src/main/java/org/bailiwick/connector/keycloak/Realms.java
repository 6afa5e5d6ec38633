package org.bailiwick.connector.keycloak;

import java.util.Optional;
import org.bailiwick.connector.ConnectionDetails;
import tools.jackson.databind.JsonNode;

/** Whether a realm is the one that was connected: a name can be given to another realm, its id cannot. */
final class Realms {
    private Realms() {}

    static String name(ConnectionDetails details) {
        return details.settings().getOrDefault("realm", "");
    }

    static String clientId(ConnectionDetails details) {
        return details.settings().getOrDefault("clientId", "");
    }

    /** Why this realm is not to be used; empty where it is the right one. */
    static Optional<String> pinned(JsonNode realm, ConnectionDetails details) {
        var id = realm.path("id").asString("");
        if (id.isEmpty()) {
            return Optional.of("the realm `%s` does not show its id and settings: give %s".formatted(name(details),
                    permission(details, "view-realm")));
        }
        if (details.externalKey() != null && !details.externalKey().equals(id)) {
            return Optional.of(
                    """
                    the realm `%s` at `%s` is another one than the one that was connected (its id is `%s`, not `%s`): \
                    set the address or realm of the first one, or set up a new connection""".formatted(name(details),
                            details.address(), id, details.externalKey()));
        }
        return Optional.empty();
    }

    static String permission(ConnectionDetails details, String role) {
        return "the service account of client `%s` the role `%s` of client `realm-management`"
                .formatted(clientId(details), role);
    }
}
