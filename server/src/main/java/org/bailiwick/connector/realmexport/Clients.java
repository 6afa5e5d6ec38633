package org.bailiwick.connector.realmexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;

/** The clients of a realm and what is known of the secrets they sign in by. */
final class Clients {
    private final List<ExportedClient> exported = new ArrayList<>();
    private final List<Observed.Credential> credentials = new ArrayList<>();

    Clients(RealmDraft realm, Users users) {
        for (var client : realm.clients) {
            if (client.clientId != null) {
                add(client, client.clientId, users);
            }
        }
    }

    List<ExportedClient> exported() {
        return List.copyOf(exported);
    }

    List<Observed.Credential> credentials() {
        return List.copyOf(credentials);
    }

    private void add(ClientDraft client, String clientId, Users users) {
        var account = Boolean.TRUE.equals(client.serviceAccount) ? users.serviceAccount(clientId) : null;
        var kind = credential(client);
        var label = Inert.text(clientId);
        var created = kind == null ? null : time(client.secretCreated);
        var expires = kind == null ? null : time(client.secretExpires);
        exported.add(new ExportedClient(label, client.enabled, client.serviceAccount, account, kind, created, expires,
                client.clearSecret));
        if (account != null && kind != null) {
            credentials.add(new Observed.Credential(account, kind, client.id == null ? clientId : client.id, label,
                    created, expires));
        }
    }

    /** The kinds have the names that the connector to a running Keycloak gives them. */
    private static @Nullable String credential(ClientDraft client) {
        if (Boolean.TRUE.equals(client.publicClient) || Boolean.TRUE.equals(client.bearerOnly)) {
            return null;
        }
        if (client.authenticator == null) {
            return client.hasSecret ? "client secret" : null;
        }
        return switch (client.authenticator) {
            case "client-secret", "client-secret-jwt" -> client.hasSecret ? "client secret" : null;
            case "client-jwt" -> "signing key";
            case "client-x509" -> "certificate";
            default -> Inert.text(client.authenticator.toLowerCase(Locale.ROOT), 100);
        };
    }

    /** Keycloak writes seconds since 1970; 0 means that no end was set. */
    private static @Nullable Instant time(@Nullable String seconds) {
        return seconds != null && seconds.matches("[1-9]\\d{0,11}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds))
                : null;
    }
}
