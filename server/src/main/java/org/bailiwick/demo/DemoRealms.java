package org.bailiwick.demo;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Makes the sample realms where they are missing, and brings the clients in each of them up to date. */
final class DemoRealms {
    static final String CONNECTOR_CLIENT = "bailiwick-connector";

    private static final Logger log = LoggerFactory.getLogger(DemoRealms.class);
    private static final int TWELVE_HOURS = 12 * 60 * 60;
    private static final String[] CONNECTOR_ROLES = {"realm-management/view-users", "realm-management/view-realm",
        "realm-management/view-clients", "realm-management/query-users", "realm-management/query-groups",
        "realm-management/query-clients", "realm-management/manage-users"};

    private final DemoKeycloak keycloak;
    private final Passwords passwords;

    DemoRealms(DemoKeycloak keycloak, Passwords passwords) {
        this.keycloak = keycloak;
        this.passwords = passwords;
    }

    void make(String portalUrl) {
        for (var sketch : List.of(SampleEstate.msp(passwords), SampleEstate.dental(passwords),
                SampleEstate.law(passwords), SampleEstate.freight(passwords))) {
            if (!keycloak.hasRealm(sketch.name())) {
                log.info("making the realm {}", sketch.name());
                keycloak.createRealm(prepared(sketch));
            }
            write(sketch.name(), DemoClients.portal(portalSecret(sketch.name()), portalUrl));
            write(sketch.name(), DemoClients.links(linkSecret(sketch.name())));
        }
        lockOut("birchwood", "ben.ward");
    }

    String portalSecret(String realm) {
        return passwords.of("portal-" + realm);
    }

    String linkSecret(String realm) {
        return passwords.of("link-" + realm);
    }

    String connectorSecret(String realm) {
        return passwords.of("connector-" + realm);
    }

    /** The user's immutable id in the realm, which is the subject of their tokens. */
    String subject(String realm, String username) {
        return user(realm, username).path("id").asString();
    }

    String mail(String realm, String username) {
        return user(realm, username).path("email").asString();
    }

    private JsonNode user(String realm, String username) {
        var found = keycloak.get("/%s/users?exact=true&username=%s".formatted(realm, username));
        if (found.size() != 1) {
            throw new DemoException("`%s` is not in the realm %s".formatted(username, realm), null);
        }
        return found.get(0);
    }

    private RealmSketch prepared(RealmSketch sketch) {
        sketch.setting("accessTokenLifespan", TWELVE_HOURS).setting("ssoSessionIdleTimeout", TWELVE_HOURS)
                .setting("ssoSessionMaxLifespan", TWELVE_HOURS);
        if (!sketch.name().equals(SampleEstate.MSP_REALM)) {
            sketch.service(CONNECTOR_CLIENT, "Bailiwick's way into this realm", connectorSecret(sketch.name()),
                    CONNECTOR_ROLES);
        }
        return sketch;
    }

    /** The portal's address may be another one than last time, and so may this version's idea of a client. */
    private void write(String realm, Map<String, Object> client) {
        var found = keycloak.get("/%s/clients?clientId=%s".formatted(realm, client.get("clientId")));
        if (found.isEmpty()) {
            keycloak.post("/%s/clients".formatted(realm), client);
        } else {
            keycloak.put("/%s/clients/%s".formatted(realm, found.get(0).path("id").asString()), client);
        }
    }

    /** Somebody who forgot their password: the brute-force protection has locked the account. */
    private void lockOut(String realm, String username) {
        for (int attempt = 0; attempt < 3; attempt++) {
            keycloak.signIn(realm, DemoClients.LINKS, linkSecret(realm), username, "not the password");
        }
    }
}
