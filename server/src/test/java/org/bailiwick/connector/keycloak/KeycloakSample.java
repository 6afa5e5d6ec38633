package org.bailiwick.connector.keycloak;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.ConnectorContract;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.demo.FaultProxy;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestRealm;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An account of its own in a realm of the real Keycloak, behind a proxy of its own. */
public final class KeycloakSample implements ConnectorContract.Sample {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final FaultProxy proxy = FaultProxy.start(TestKeycloak.url());
    private final TestRealm realm;
    private final String account;
    private final String username;
    private final Connector connector;

    public KeycloakSample(TestRealm realm, Function<ConnectionDetails, Connector> opening) {
        this.realm = realm;
        var username = "mara-" + UUID.randomUUID();
        this.username = username;
        realm.post("/users", Map.of("username", username, "enabled", true, "groups", List.of("/staff/it"),
                "credentials", List.of(Map.of("type", "password", "value", "right"))));
        account = realm.userId(username);
        realm.post("/users/" + account + "/role-mappings/realm",
                Stream.of("audit", "payroll", "circle-a").map(this::mapping).toList());
        connector = opening.apply(realm.details(proxy.url(), realm.id()));
    }

    /** Where such accounts can live: with a second path to `payroll`, and two roles that contain each other. */
    public static TestRealm realm() {
        var realm = TestKeycloak.realm().set("bruteForceProtected", false).role("audit").role("payroll")
                .role("head", "payroll").role("circle-a").role("circle-b", "circle-a").group("/staff")
                .group("/staff/it", "head").user("anna").user("ben").user("carl").user("dora").create();
        realm.post("/roles/circle-a/composites",
                List.of(Map.of("id", realm.role("circle-b").id(), "name", "circle-b")));
        return realm;
    }

    private Map<String, String> mapping(String role) {
        return Map.of("id", realm.role(role).id(), "name", role);
    }

    @Override
    public Connector connector() {
        return connector;
    }

    @Override
    public FaultProxy proxy() {
        return proxy;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public EntitlementKey held() {
        return realm.role("audit");
    }

    @Override
    public EntitlementKey heldTwice() {
        return realm.role("payroll");
    }

    @Override
    public String secondPath() {
        return "/staff/it";
    }

    @Override
    public EntitlementKey inCircle() {
        return realm.role("circle-b");
    }

    @Override
    public String accountList() {
        return realm.name() + "/users?briefRepresentation=false";
    }

    @Override
    public String effectiveList() {
        return account + "/role-mappings/realm/composite";
    }

    @Override
    public String lockoutFacts() {
        return "/attack-detection/brute-force/users/" + account;
    }

    @Override
    public <T> T whileLockedOut(Supplier<T> look) {
        realm.put("", Map.of("bruteForceProtected", true, "failureFactor", 2));
        try {
            for (var attempt = 0; attempt < 3; attempt++) {
                realm.admin().signIn(realm.name(), username, "wrong");
            }
            return look.get();
        } finally {
            realm.put("", Map.of("bruteForceProtected", false));
        }
    }

    @Override
    public String withFirstAccountNamed(String accountList, String name) {
        var list = (ArrayNode) JSON.readTree(accountList);
        if (!list.isEmpty()) {
            ((ObjectNode) list.get(0)).put("firstName", name);
        }
        return JSON.writeValueAsString(list);
    }

    @Override
    public String withFirstAccountTwice(String accountList) {
        var list = (ArrayNode) JSON.readTree(accountList);
        if (list.size() > 2) {
            list.set(1, list.get(0));
        }
        return JSON.writeValueAsString(list);
    }

    @Override
    public boolean reallyHolds(EntitlementKey key) {
        return realm.get("/users/" + account + "/role-mappings/realm/composite").valueStream()
                .anyMatch(role -> role.required("id").asString().equals(key.id()));
    }
}
