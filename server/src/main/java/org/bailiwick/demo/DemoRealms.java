package org.bailiwick.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes the sample realms where they are missing, and keeps the portal's client in each of them fitting to the address
 * the portal has this time.
 */
final class DemoRealms {
    static final String PORTAL_CLIENT = "bailiwick";
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
                keycloak.createRealm(prepared(sketch, portalUrl));
            }
            direct(sketch.name(), portalUrl);
        }
        lockOut("birchwood", "ben.ward");
    }

    String portalSecret(String realm) {
        return passwords.of("portal-" + realm);
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

    private RealmSketch prepared(RealmSketch sketch, String portalUrl) {
        sketch.setting("accessTokenLifespan", TWELVE_HOURS).setting("ssoSessionIdleTimeout", TWELVE_HOURS)
                .setting("ssoSessionMaxLifespan", TWELVE_HOURS);
        sketch.client(portalClient(sketch.name(), portalUrl));
        if (!sketch.name().equals(SampleEstate.MSP_REALM)) {
            sketch.service(CONNECTOR_CLIENT, "Bailiwick's way into this realm", connectorSecret(sketch.name()),
                    CONNECTOR_ROLES);
        }
        return sketch;
    }

    /** Signs people in; direct access grants are on for the demo's sign-in links only. */
    private Map<String, Object> portalClient(String realm, String portalUrl) {
        var client = new LinkedHashMap<String, Object>();
        client.put("clientId", PORTAL_CLIENT);
        client.put("name", "Bailiwick portal");
        client.put("secret", portalSecret(realm));
        client.put("publicClient", false);
        client.put("standardFlowEnabled", true);
        client.put("directAccessGrantsEnabled", true);
        client.put("redirectUris", List.of(portalUrl + "/*"));
        client.put("attributes", Map.of("pkce.code.challenge.method", "S256", "post.logout.redirect.uris",
                portalUrl + "/*"));
        client.put("protocolMappers", List.of(Map.of("name", "audience", "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper", "config", Map.of("included.custom.audience", PORTAL_CLIENT,
                        "access.token.claim", "true", "id.token.claim", "false"))));
        return client;
    }

    private void direct(String realm, String portalUrl) {
        var found = keycloak.get("/%s/clients?clientId=%s".formatted(realm, PORTAL_CLIENT));
        var id = found.get(0).path("id").asString();
        keycloak.put("/%s/clients/%s".formatted(realm, id), portalClient(realm, portalUrl));
    }

    /** Somebody who forgot their password: the brute-force protection has locked the account. */
    private void lockOut(String realm, String username) {
        for (int attempt = 0; attempt < 3; attempt++) {
            keycloak.signIn(realm, PORTAL_CLIENT, portalSecret(realm), username, "not the password");
        }
    }
}
