package org.bailiwick.demo.estate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a planned tenant from what goes out to Keycloak and to the portal, and applies the rules to it in the simplest
 * way there is. It shares no code with what plants.
 */
final class EstateReader {
    static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
    private static final String MSP_DOMAIN = "@northgate.example";
    private static final String MANAGEMENT = "realm-management/";
    private static final Set<String> PRIVILEGED = Set.of("realm-admin", "manage-users", "manage-realm",
            "manage-clients", "impersonation", "manage-identity-providers", "manage-authorization", "manage-events",
            "create-client", "view-clients");
    private static final Set<String> OTHER_MANAGEMENT = Set.of("view-users", "view-realm", "view-events",
            "view-identity-providers", "view-authorization", "query-users", "query-groups", "query-clients",
            "query-realms");
    private static final Set<String> GENERIC = Set.of("admin", "administrator", "reception", "warehouse", "scanner",
            "office", "helpdesk", "support");

    private final String tenant;
    private final JsonNode realm;
    private final JsonNode scope;
    private final Map<String, Set<String>> contents = new HashMap<>();
    private final Set<List<String>> found = new LinkedHashSet<>();

    EstateReader(TenantPlan plan) {
        var secrets = new RealmPlan.Secrets() {
            @Override
            public String password(String username) {
                return "password";
            }

            @Override
            public String client(String clientId) {
                return "secret";
            }
        };
        this.tenant = plan.shortName();
        this.realm = JsonMapper.shared().valueToTree(RealmRepresentation.of(plan.realm(), secrets,
                new RealmRepresentation.Msp("northgate", "https://sign-in.northgate.example"), NOW));
        this.scope = JsonMapper.shared().readTree(plan.expectedScope());
        realm.path("roles").path("realm").forEach(role -> contents.put(role.path("name").asString(),
                names(role.path("composites").path("realm"), role.path("composites").path("client"))));
        groups("", realm.path("groups"));
        var everything = new TreeSet<String>();
        PRIVILEGED.forEach(name -> everything.add(MANAGEMENT + name));
        OTHER_MANAGEMENT.forEach(name -> everything.add(MANAGEMENT + name));
        contents.put(MANAGEMENT + "realm-admin", everything);
        contents.put(MANAGEMENT + "view-users", Set.of(MANAGEMENT + "query-users", MANAGEMENT + "query-groups"));
        contents.put(MANAGEMENT + "view-clients", Set.of(MANAGEMENT + "query-clients"));
    }

    /** Rule, tenant and subject of everything that is wrong. */
    static Set<List<String>> judge(Estate estate) {
        var left = new TreeSet<String>();
        estate.msp().accounts().stream().filter(account -> !account.enabled()).map(Account::mail).forEach(left::add);
        var found = new LinkedHashSet<List<String>>();
        estate.msp().services().forEach(service -> found.add(List.of("no-owner", "msp", service.username())));
        estate.tenants().forEach(tenant -> found.addAll(new EstateReader(tenant).judge(left)));
        return found;
    }

    /** This and everything that holding it leads to. */
    Set<String> leadsTo(String entitlement) {
        return closure(Set.of(entitlement));
    }

    /** The critical and high rights that an account has in the end. */
    Set<String> privilegeOf(String username) {
        return privilege(direct(account(username)));
    }

    boolean expects(String username) {
        return scope.path("people").has(username);
    }

    /** The rights that an account's expected functions lead to. */
    Set<String> expectedPrivilegeOf(String username) {
        return privilege(expected(username));
    }

    static boolean privileged(String entitlement) {
        return entitlement.startsWith(MANAGEMENT) && PRIVILEGED.contains(entitlement.substring(MANAGEMENT.length()));
    }

    private Set<List<String>> judge(Set<String> left) {
        realm.path("users").forEach(user -> user(user, left));
        scope.path("people").propertyNames().forEach(this::missing);
        realm.path("clients").forEach(this::secret);
        if (!realm.path("bruteForceProtected").asBoolean() || realm.path("failureFactor").asInt() > 10
                || realm.path("waitIncrementSeconds").asInt() < 60
                || realm.path("maxFailureWaitSeconds").asInt() < 60) {
            found("lockout-weak", "Keycloak");
        }
        weakerThanTheModel();
        return found;
    }

    private void user(JsonNode user, Set<String> left) {
        var username = user.path("username").asString();
        boolean enabled = user.path("enabled").asBoolean();
        var mail = user.path("emailVerified").asBoolean() ? user.path("email").asString() : "";
        var direct = direct(user);
        var expected = closure(expected(username));
        var privilege = privilege(direct);
        if (enabled && mail.endsWith(MSP_DOMAIN) && !expected.containsAll(privilege)) {
            found("delegated-admin-unexpected", username);
        }
        if (enabled && !mail.endsWith(MSP_DOMAIN)) {
            direct.stream().filter(name -> !expected.contains(name))
                    .forEach(name -> found("excess-access", username + " → " + name));
        }
        boolean old = user.path("createdTimestamp").asLong() < NOW.minusSeconds(90L * 24 * 60 * 60).toEpochMilli();
        if (!privilege.isEmpty() && (!enabled || old && !user.path("requiredActions").isEmpty())) {
            found("stale-admin", username);
        }
        if (enabled && !direct.isEmpty() && left.contains(mail)) {
            found("leaver-effective", username);
        }
        if (GENERIC.contains(username)) {
            found("shared-account", username);
        }
        if (username.startsWith("service-account-")
                && !scope.path("people").path(username).path("owner").isString()) {
            found("no-owner", username);
        }
    }

    /** What comes through another that the model names too is that other one's fault. */
    private void weakerThanTheModel() {
        for (var container : scope.path("roleModel")) {
            var name = container.path("name").asString();
            var intended = new TreeSet<String>();
            container.path("leadsTo").forEach(right -> intended.add(right.path("name").asString()));
            var beyond = closure(Set.of(name));
            beyond.remove(name);
            beyond.removeAll(closure(intended));
            if (!beyond.isEmpty()) {
                found("role-model-weaker", name);
            }
        }
    }

    private void missing(String username) {
        var effective = closure(direct(account(username)));
        closure(expected(username)).stream().filter(name -> !effective.contains(name))
                .forEach(name -> found("access-missing", username + " → " + name));
    }

    private void secret(JsonNode client) {
        var attributes = client.path("attributes");
        long created = Long.parseLong(attributes.path("client.secret.creation.time").asString());
        var ends = attributes.path("client.secret.expiration.time");
        if (created < NOW.getEpochSecond() - 365L * 24 * 60 * 60
                || ends.isString() && Long.parseLong(ends.asString()) < NOW.getEpochSecond()) {
            found("credential-overdue", "service-account-" + client.path("clientId").asString());
        }
    }

    private void found(String rule, String subject) {
        found.add(List.of(rule, tenant, subject));
    }

    private Set<String> expected(String username) {
        var given = new TreeSet<String>();
        scope.path("people").path(username).path("functions")
                .forEach(function -> scope.path("functions").path(function.asString()).path("entitlements")
                        .forEach(entitlement -> given.add(entitlement.path("name").asString())));
        return given;
    }

    private JsonNode account(String username) {
        return realm.path("users").valueStream()
                .filter(each -> each.path("username").asString().equals(username)).findFirst().orElseThrow();
    }

    private static Set<String> direct(JsonNode user) {
        var direct = names(user.path("realmRoles"), user.path("clientRoles"));
        user.path("groups").forEach(group -> direct.add(group.asString()));
        return direct;
    }

    private Set<String> privilege(Set<String> of) {
        var privilege = closure(of);
        privilege.removeIf(name -> !privileged(name));
        return privilege;
    }

    private Set<String> closure(Set<String> of) {
        var closed = new TreeSet<>(of);
        boolean grew = true;
        while (grew) {
            var more = new ArrayList<String>();
            closed.forEach(name -> more.addAll(contents.getOrDefault(name, Set.of())));
            grew = closed.addAll(more);
        }
        return closed;
    }

    private void groups(String above, JsonNode groups) {
        for (var group : groups) {
            var path = above + "/" + group.path("name").asString();
            var holds = names(group.path("realmRoles"), group.path("clientRoles"));
            if (!above.isEmpty()) {
                holds.add(above);
            }
            contents.put(path, holds);
            groups(path, group.path("subGroups"));
        }
    }

    private static Set<String> names(JsonNode realmRoles, JsonNode clientRoles) {
        var names = new TreeSet<String>();
        realmRoles.forEach(role -> names.add(role.asString()));
        clientRoles.propertyStream().forEach(client -> client.getValue()
                .forEach(role -> names.add(client.getKey() + "/" + role.asString())));
        return names;
    }
}
