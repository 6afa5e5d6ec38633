package org.bailiwick.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Describes a realm, then creates it in the real Keycloak. Roles are named as the product names them: a realm role by its
 * name, a client role as {@code client/role}; groups by their path, parents first.
 */
public final class RealmBuilder {
    /** What the connection form asks an administrator to give the product's client, as far as these tests need it. */
    public static final List<String> PERMISSIONS = List.of("view-users", "view-realm", "view-clients", "query-users",
            "query-groups", "query-clients", "query-realms", "manage-users");

    private static final String MANAGEMENT = "realm-management";

    /**
     * None of RSA, of which a realm has two unless told: they take longer to make than all else in most tests. Signing by
     * the shared secret, because Keycloak checks a signature at each request.
     */
    private static final Map<String, Object> KEYS = Map.of("org.keycloak.keys.KeyProvider",
            List.of(key("ecdsa-generated", "ecdsaEllipticCurveKey", "P-256"),
                    key("hmac-generated", "algorithm", "HS512"), key("aes-generated", "secretSize", "16")));

    private final KeycloakAdmin admin;
    private final Map<String, Object> realm = new LinkedHashMap<>();
    private final List<Map<String, Object>> realmRoles = new ArrayList<>();
    private final Map<String, List<Map<String, Object>>> clientRoles = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> clients = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final List<Map<String, Object>> topGroups = new ArrayList<>();
    private final Map<String, Map<String, Object>> users = new LinkedHashMap<>();
    private boolean small;

    RealmBuilder(KeycloakAdmin admin) {
        this.admin = admin;
        set("realm", "test-" + UUID.randomUUID().toString().substring(0, 13)).set("enabled", true)
                .set("defaultSignatureAlgorithm", "HS512").set("components", KEYS);
        permissions(PERMISSIONS.toArray(String[]::new));
    }

    private static Map<String, Object> key(String provider, String setting, String value) {
        return Map.of("name", provider, "providerId", provider, "config",
                Map.of("priority", List.of("100"), setting, List.of(value)));
    }

    /** Any field of Keycloak's realm representation, for example {@code bruteForceProtected}. */
    public RealmBuilder set(String field, Object value) {
        realm.put(field, value);
        return this;
    }

    /** The permissions that the product's client holds, instead of all it needs. */
    public RealmBuilder permissions(String... realmManagementRoles) {
        users.remove("service-account-" + TestRealm.CLIENT);
        return serviceClient(TestRealm.CLIENT,
                Arrays.stream(realmManagementRoles).map(role -> MANAGEMENT + "/" + role).toArray(String[]::new));
    }

    /**
     * Without the clients and roles that Keycloak puts into every realm, but those of its administration, which it never
     * gives up. Each of them costs every reading a request or more. Nobody signs in to such a realm by a password.
     */
    public RealmBuilder small() {
        small = true;
        return this;
    }

    /** @param composites the roles that whoever holds this one holds too */
    public RealmBuilder role(String name, String... composites) {
        var role = new LinkedHashMap<String, Object>(Map.of("name", clientRole(name) ? after(name) : name));
        if (composites.length > 0) {
            role.put("composite", true);
            role.put("composites", Map.of("realm", realmRolesIn(composites), "client", clientRolesIn(composites)));
        }
        if (clientRole(name)) {
            client(before(name));
            clientRoles.computeIfAbsent(before(name), client -> new ArrayList<>()).add(role);
        } else {
            realmRoles.add(role);
        }
        return this;
    }

    public RealmBuilder group(String path, String... roles) {
        var group = new LinkedHashMap<String, Object>(Map.of("name", path.substring(path.lastIndexOf('/') + 1),
                "realmRoles", realmRolesIn(roles), "clientRoles", clientRolesIn(roles), "subGroups",
                new ArrayList<Map<String, Object>>()));
        groups.put(path, group);
        var parent = groups.get(path.substring(0, path.lastIndexOf('/')));
        (parent == null ? topGroups : children(parent)).add(group);
        return this;
    }

    /** A user with password {@code password}, a verified mail address and what the wishes add. */
    @SafeVarargs
    public final RealmBuilder user(String username, Consumer<Map<String, Object>>... wishes) {
        users.put(username, person(username, wishes));
        return this;
    }

    @SafeVarargs
    static Map<String, Object> person(String username, Consumer<Map<String, Object>>... wishes) {
        var user = new LinkedHashMap<String, Object>(Map.of("username", username, "enabled", true, "email",
                username + "@example.org", "emailVerified", true, "firstName", username, "lastName", "Example",
                "realmRoles", new ArrayList<String>(), "clientRoles", new LinkedHashMap<String, Object>(), "groups",
                new ArrayList<String>()));
        Arrays.stream(wishes).forEach(wish -> wish.accept(user));
        return user;
    }

    public static Consumer<Map<String, Object>> roles(String... names) {
        return user -> {
            user.put("realmRoles", realmRolesIn(names));
            user.put("clientRoles", clientRolesIn(names));
        };
    }

    public static Consumer<Map<String, Object>> groups(String... paths) {
        return user -> user.put("groups", List.of(paths));
    }

    public static Consumer<Map<String, Object>> password(String value) {
        return user -> user.put("credentials", List.of(Map.of("type", "password", "value", value)));
    }

    /** A confidential client with a service account; its secret is {@code secret-of-} and its name. */
    public RealmBuilder serviceClient(String clientId, String... roles) {
        client(clientId);
        clients.get(clientId).putAll(Map.of("serviceAccountsEnabled", true, "secret", "secret-of-" + clientId));
        var name = "service-account-" + clientId;
        users.put(name, new LinkedHashMap<>(Map.of("username", name, "enabled", true, "serviceAccountClientId",
                clientId, "realmRoles", realmRolesIn(roles), "clientRoles", clientRolesIn(roles))));
        return this;
    }

    public RealmBuilder clientAttribute(String clientId, String name, String value) {
        client(clientId);
        clients.get(clientId).put("attributes", Map.of(name, value));
        return this;
    }

    public TestRealm create() {
        realm.put("roles", Map.of("realm", realmRoles, "client", clientRoles));
        realm.put("clients", List.copyOf(clients.values()));
        realm.put("groups", topGroups);
        realm.put("users", List.copyOf(users.values()));
        admin.post("/admin/realms", realm);
        var made = new TestRealm(admin, String.valueOf(realm.get("realm")));
        if (small) {
            removeBuiltIn(made);
        }
        return made;
    }

    /** Keycloak adds what a new realm's representation leaves out, and keeps its own clients by their names. */
    private void removeBuiltIn(TestRealm made) {
        var ours = realmRoles.stream().map(role -> role.get("name")).toList();
        made.get("/roles").valueStream().map(role -> role.required("name").asString())
                .filter(role -> !ours.contains(role) && !role.startsWith("default-roles-"))
                .forEach(role -> made.delete("/roles/" + role, null));
        for (var client : made.get("/clients")) {
            var name = client.required("clientId").asString();
            if (!clients.containsKey(name) && !name.equals(MANAGEMENT)) {
                var path = "/clients/" + client.required("id").asString();
                made.put(path, Map.of("clientId", "was-" + name));
                made.delete(path, null);
            }
        }
    }

    private void client(String clientId) {
        clients.computeIfAbsent(clientId, id -> new LinkedHashMap<>(Map.of("clientId", id, "publicClient", false,
                "standardFlowEnabled", false)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> children(Map<String, Object> group) {
        return (List<Map<String, Object>>) group.get("subGroups");
    }

    private static List<String> realmRolesIn(String... names) {
        return Arrays.stream(names).filter(name -> !clientRole(name)).toList();
    }

    private static Map<String, List<String>> clientRolesIn(String... names) {
        var byClient = new LinkedHashMap<String, List<String>>();
        Arrays.stream(names).filter(RealmBuilder::clientRole)
                .forEach(name -> byClient.computeIfAbsent(before(name), client -> new ArrayList<>()).add(after(name)));
        return byClient;
    }

    private static boolean clientRole(String name) {
        return name.indexOf('/') > 0;
    }

    private static String before(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static String after(String name) {
        return name.substring(name.indexOf('/') + 1);
    }
}
