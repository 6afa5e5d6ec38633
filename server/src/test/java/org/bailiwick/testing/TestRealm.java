package org.bailiwick.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A realm in the real Keycloak that belongs to one test. */
public record TestRealm(KeycloakAdmin admin, String name) {
    /** The client that the product connects by. */
    public static final String CLIENT = "bailiwick";
    public static final String SECRET = "secret-of-bailiwick";

    /** The realm's own immutable id. */
    public String id() {
        return get("").required("id").asString();
    }

    public String issuer() {
        return TestKeycloak.url() + "/realms/" + name;
    }

    /** How the product reaches this realm, before first contact. */
    public ConnectionDetails details() {
        return details(TestKeycloak.url(), null);
    }

    /** As {@link #details()}, through another address (a fault proxy) and with the realm's id pinned or not. */
    public ConnectionDetails details(String address, @Nullable String externalKey) {
        return new ConnectionDetails(new TenantId(2), 1, "keycloak", address,
                Map.of("realm", name, "clientId", CLIENT), SECRET, externalKey);
    }

    /** A user as by {@link RealmBuilder#user}, in place of the one of that name where there is one. */
    @SafeVarargs
    public final void user(String username, Consumer<Map<String, Object>>... wishes) {
        post("/partialImport", Map.of("ifResourceExists", "OVERWRITE", "users",
                List.of(RealmBuilder.person(username, wishes))));
    }

    public String userId(String username) {
        return get("/users?exact=true&username=" + encoded(username)).required(0).required("id").asString();
    }

    public String serviceAccountId(String clientId) {
        return get("/clients/" + clientUuid(clientId) + "/service-account-user").required("id").asString();
    }

    public EntitlementKey role(String roleName) {
        return new EntitlementKey(EntitlementKey.REALM_ROLE,
                get("/roles/" + encoded(roleName)).required("id").asString());
    }

    public EntitlementKey clientRole(String clientId, String roleName) {
        return new EntitlementKey(EntitlementKey.CLIENT_ROLE,
                get("/clients/" + clientUuid(clientId) + "/roles/" + encoded(roleName)).required("id").asString());
    }

    /** @param path for example {@code /staff/it} */
    public EntitlementKey group(String path) {
        return new EntitlementKey(EntitlementKey.GROUP, get("/group-by-path" + path).required("id").asString());
    }

    public String clientUuid(String clientId) {
        return get("/clients?clientId=" + encoded(clientId)).required(0).required("id").asString();
    }

    /** Whether Keycloak's own admin API lists the realm role among the user's effective ones. */
    public boolean holds(String username, String realmRole) {
        return get("/users/" + userId(username) + "/role-mappings/realm/composite").valueStream()
                .anyMatch(role -> role.required("name").asString().equals(realmRole));
    }

    /** @param path below the realm in the admin API, for example {@code /users} */
    public JsonNode get(String path) {
        return admin.get("/admin/realms/" + name + path);
    }

    public void post(String path, Object body) {
        admin.post("/admin/realms/" + name + path, body);
    }

    public void put(String path, Object body) {
        admin.put("/admin/realms/" + name + path, body);
    }

    public void delete(String path, @Nullable Object body) {
        admin.delete("/admin/realms/" + name + path, body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
