package org.bailiwick.demo.estate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes a planned realm as Keycloak's admin API imports it in one call. */
public final class RealmRepresentation {
    static final String MSP_PROVIDER = "northgate";

    /** On a curve, which is made in no time; the MSP's own realm has the RSA keys that a realm has unless told. */
    private static final Map<String, Object> KEYS = Map.of("org.keycloak.keys.KeyProvider",
            List.of(key("ecdsa-generated", "ecdsaEllipticCurveKey", "P-256"),
                    key("hmac-generated", "algorithm", "HS512"), key("aes-generated", "secretSize", "16")));

    private final RealmPlan plan;
    private final RealmPlan.Secrets secrets;
    private final Msp msp;
    private final Instant now;

    private RealmRepresentation(RealmPlan plan, RealmPlan.Secrets secrets, Msp msp, Instant now) {
        this.plan = plan;
        this.secrets = secrets;
        this.msp = msp;
        this.now = now;
    }

    /**
     * The MSP's own realm, which signs some of its people in to the customers' realms.
     *
     * @param realm its name
     * @param issuer its OpenID Connect issuer
     */
    public record Msp(String realm, String issuer) {}

    /** @param now what ages are counted from */
    public static Map<String, Object> of(RealmPlan plan, RealmPlan.Secrets secrets, Msp msp, Instant now) {
        return new RealmRepresentation(plan, secrets, msp, now).realm();
    }

    /** Decided here and not by Keycloak, so that one realm can name the people of another. */
    private static String userId(String realm, String username) {
        return UUID.nameUUIDFromBytes((realm + "/" + username).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Map<String, Object> realm() {
        var realm = new LinkedHashMap<String, Object>();
        realm.put("realm", plan.name());
        realm.put("displayName", plan.displayName());
        realm.put("enabled", true);
        if (!plan.name().equals(msp.realm())) {
            realm.put("defaultSignatureAlgorithm", "ES256");
            realm.put("components", KEYS);
        }
        realm.putAll(plan.settings());
        realm.put("roles", Map.of("realm", plan.roles().entrySet().stream()
                .map(role -> role(role.getKey(), role.getValue())).toList()));
        realm.put("groups", groups("/"));
        realm.put("clients", plan.services().stream().map(this::client).toList());
        if (plan.mspIssuer()) {
            realm.put("identityProviders", List.of(mspProvider()));
        }
        var users = new ArrayList<Map<String, Object>>();
        plan.accounts().forEach(account -> users.add(user(account)));
        plan.services().forEach(service -> users.add(user(service)));
        realm.put("users", users);
        return realm;
    }

    private static Map<String, Object> key(String provider, String setting, String value) {
        return Map.of("name", provider, "providerId", provider, "config",
                Map.of("priority", List.of("100"), setting, List.of(value)));
    }

    private static Map<String, Object> role(String name, Profile.Role role) {
        var representation = new LinkedHashMap<String, Object>();
        representation.put("name", name);
        representation.put("description", role.about());
        if (!role.holds().isEmpty()) {
            representation.put("composite", true);
            representation.put("composites",
                    Map.of("realm", realmRoles(role.holds()), "client", clientRoles(role.holds())));
        }
        return representation;
    }

    /** @param above the path of the parent, ending in a slash */
    private List<Map<String, Object>> groups(String above) {
        return plan.groups().entrySet().stream()
                .filter(group -> group.getKey().startsWith(above)
                        && group.getKey().indexOf('/', above.length()) < 0)
                .map(group -> Map.of("name", group.getKey().substring(above.length()), "realmRoles",
                        realmRoles(group.getValue()), "clientRoles", clientRoles(group.getValue()), "subGroups",
                        groups(group.getKey() + "/")))
                .toList();
    }

    private Map<String, Object> user(Account account) {
        var name = Name.of(account.name());
        var user = new LinkedHashMap<String, Object>();
        user.put("id", userId(plan.name(), account.username()));
        user.put("username", account.username());
        user.put("firstName", name.first());
        user.put("lastName", name.last());
        user.put("email", account.mail());
        user.put("emailVerified", account.mailVerified());
        user.put("enabled", account.enabled());
        user.put("createdTimestamp", daysAgo(account.ageDays()).toEpochMilli());
        user.put("requiredActions", account.pending());
        if (account.persona()) {
            user.put("credentials", List.of(Map.of("type", "password", "value",
                    secrets.password(account.username()), "temporary", false)));
        }
        if (!account.link().isEmpty()) {
            user.put("federatedIdentities", List.of(Map.of("identityProvider", MSP_PROVIDER, "userId",
                    userId(msp.realm(), account.link()), "userName", account.link())));
        }
        hold(user, account.holds());
        return user;
    }

    private Map<String, Object> user(Service service) {
        var user = new LinkedHashMap<String, Object>();
        user.put("username", service.username());
        user.put("enabled", true);
        user.put("serviceAccountClientId", service.clientId());
        user.put("createdTimestamp", daysAgo(service.secretAgeDays()).toEpochMilli());
        hold(user, service.holds());
        return user;
    }

    private Map<String, Object> client(Service service) {
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("client.secret.creation.time", seconds(service.secretAgeDays()));
        // Keycloak alone reads these tokens, and checks one at each request: a third of its work with keys on a curve.
        attributes.put("access.token.signed.response.alg", "HS512");
        if (service.endedDays() > 0) {
            attributes.put("client.secret.expiration.time", seconds(service.endedDays()));
        }
        var client = new LinkedHashMap<String, Object>();
        client.put("clientId", service.clientId());
        client.put("name", service.about());
        client.put("secret", secrets.client(service.clientId()));
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("serviceAccountsEnabled", true);
        client.put("attributes", attributes);
        return client;
    }

    private Map<String, Object> mspProvider() {
        var endpoints = msp.issuer() + "/protocol/openid-connect/";
        return Map.of("alias", MSP_PROVIDER, "providerId", "oidc", "enabled", true, "displayName", "Northgate IT",
                "config", Map.of("clientId", "customer", "clientSecret", "none", "issuer", msp.issuer(),
                        "authorizationUrl", endpoints + "auth", "tokenUrl", endpoints + "token"));
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private String seconds(int daysAgo) {
        return Long.toString(daysAgo(daysAgo).getEpochSecond());
    }

    private static void hold(Map<String, Object> user, List<String> names) {
        user.put("groups", names.stream().filter(name -> name.startsWith("/")).toList());
        user.put("realmRoles", realmRoles(names));
        user.put("clientRoles", clientRoles(names));
    }

    private static List<String> realmRoles(List<String> names) {
        return names.stream().filter(name -> Entitlements.kind(name).equals("realm role")).toList();
    }

    private static Map<String, List<String>> clientRoles(List<String> names) {
        var byClient = new LinkedHashMap<String, List<String>>();
        for (var name : names) {
            if (Entitlements.kind(name).equals("client role")) {
                int slash = name.indexOf('/');
                byClient.computeIfAbsent(name.substring(0, slash), client -> new ArrayList<>())
                        .add(name.substring(slash + 1));
            }
        }
        return byClient;
    }
}
