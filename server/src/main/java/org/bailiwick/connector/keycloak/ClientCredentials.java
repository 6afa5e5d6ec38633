package org.bailiwick.connector.keycloak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.Client;
import org.bailiwick.connector.keycloak.Representations.ClientAttributes;
import org.jspecify.annotations.Nullable;

/** What is known about the secrets and keys that a service account signs in by; never the secrets. */
final class ClientCredentials {
    private ClientCredentials() {}

    static List<Observed.Credential> of(Client client, String account) throws CallFailedException {
        var id = Json.need(client.id(), "id");
        var label = Inert.text(Json.need(client.clientId(), "clientId"));
        var attributes = client.attributes() == null ? ClientAttributes.NONE : client.attributes();
        var credentials = new ArrayList<Observed.Credential>();
        credentials.add(new Observed.Credential(account, kind(client.clientAuthenticatorType()), id, label,
                time(attributes.created()), time(attributes.expires())));
        if (attributes.rotatedCreated() != null) {
            credentials.add(new Observed.Credential(account, "rotated client secret", id, label,
                    time(attributes.rotatedCreated()), time(attributes.rotatedExpires())));
        }
        return credentials;
    }

    private static String kind(@Nullable String authenticator) {
        if (authenticator == null) {
            return "not known";
        }
        return switch (authenticator) {
            case "client-secret", "client-secret-jwt" -> "client secret";
            case "client-jwt" -> "signing key";
            case "client-x509" -> "certificate";
            default -> Inert.text(authenticator.toLowerCase(Locale.ROOT), 100);
        };
    }

    /** Keycloak writes seconds since 1970; 0 means that no end was set. */
    private static @Nullable Instant time(@Nullable String seconds) {
        return seconds != null && seconds.matches("[1-9]\\d{0,11}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds))
                : null;
    }
}
