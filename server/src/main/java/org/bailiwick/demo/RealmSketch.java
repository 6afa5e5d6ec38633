package org.bailiwick.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down a Keycloak realm in a few lines and turns it into the representation that its admin API imports in one
 * call: roles with composites, nested groups, people, clients with service accounts.
 */
final class RealmSketch {
    private final String name;
    private final String displayName;
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final List<Map<String, Object>> roles = new ArrayList<>();
    private final List<Map<String, Object>> groups = new ArrayList<>();
    private final List<Map<String, Object>> users = new ArrayList<>();
    private final List<Map<String, Object>> clients = new ArrayList<>();

    RealmSketch(String name, String displayName) {
        this.name = name;
        this.displayName = displayName;
    }

    String name() {
        return name;
    }

    RealmSketch setting(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /** @param contains realm roles by name, client roles as {@code client/role} */
    RealmSketch role(String role, String description, String... contains) {
        var representation = new LinkedHashMap<String, Object>();
        representation.put("name", role);
        representation.put("description", description);
        if (contains.length > 0) {
            representation.put("composite", true);
            var composites = new LinkedHashMap<String, Object>();
            composites.put("realm", realmRoles(contains));
            composites.put("client", clientRoles(contains));
            representation.put("composites", composites);
        }
        roles.add(representation);
        return this;
    }

    RealmSketch group(Group group) {
        groups.add(group.representation());
        return this;
    }

    /** @param belongs groups as {@code /path}, realm roles by name, client roles as {@code client/role} */
    RealmSketch person(String username, String fullName, String mail, String... belongs) {
        users.add(user(username, fullName, mail, belongs));
        return this;
    }

    RealmSketch personWithPassword(String username, String fullName, String mail, String password, String... belongs) {
        var user = user(username, fullName, mail, belongs);
        user.put("credentials", List.of(Map.of("type", "password", "value", password, "temporary", false)));
        users.add(user);
        return this;
    }

    RealmSketch disabledPerson(String username, String fullName, String mail, String... belongs) {
        var user = user(username, fullName, mail, belongs);
        user.put("enabled", false);
        users.add(user);
        return this;
    }

    /** A confidential client with a service account, which holds these roles. */
    RealmSketch service(String clientId, String description, String secret, String... belongs) {
        var client = new LinkedHashMap<String, Object>();
        client.put("clientId", clientId);
        client.put("name", description);
        client.put("secret", secret);
        client.put("publicClient", false);
        client.put("standardFlowEnabled", false);
        client.put("serviceAccountsEnabled", true);
        clients.add(client);
        var user = new LinkedHashMap<String, Object>();
        user.put("username", "service-account-" + clientId);
        user.put("enabled", true);
        user.put("serviceAccountClientId", clientId);
        put(user, belongs);
        users.add(user);
        return this;
    }

    RealmSketch client(Map<String, Object> representation) {
        clients.add(representation);
        return this;
    }

    Map<String, Object> representation() {
        var realm = new LinkedHashMap<String, Object>();
        realm.put("realm", name);
        realm.put("displayName", displayName);
        realm.put("enabled", true);
        realm.putAll(settings);
        realm.put("roles", Map.of("realm", roles));
        realm.put("groups", groups);
        realm.put("clients", clients);
        realm.put("users", users);
        return realm;
    }

    private static Map<String, Object> user(String username, String fullName, String mail, String... belongs) {
        int space = fullName.lastIndexOf(' ');
        var user = new LinkedHashMap<String, Object>();
        user.put("username", username);
        user.put("firstName", fullName.substring(0, space));
        user.put("lastName", fullName.substring(space + 1));
        user.put("email", mail);
        user.put("emailVerified", true);
        user.put("enabled", true);
        put(user, belongs);
        return user;
    }

    private static void put(Map<String, Object> user, String... belongs) {
        user.put("groups", java.util.Arrays.stream(belongs).filter(one -> one.startsWith("/")).toList());
        user.put("realmRoles", realmRoles(belongs));
        user.put("clientRoles", clientRoles(belongs));
    }

    static List<String> realmRoles(String... names) {
        return java.util.Arrays.stream(names).filter(one -> !one.contains("/")).toList();
    }

    static Map<String, List<String>> clientRoles(String... names) {
        var byClient = new LinkedHashMap<String, List<String>>();
        for (var each : names) {
            int slash = each.indexOf('/');
            if (slash > 0) {
                byClient.computeIfAbsent(each.substring(0, slash), client -> new ArrayList<>())
                        .add(each.substring(slash + 1));
            }
        }
        return byClient;
    }

    /** A group, its roles and its subgroups. */
    record Group(String name, List<String> roles, List<Group> subGroups) {
        static Group of(String name, String... roles) {
            return new Group(name, List.of(roles), List.of());
        }

        Group with(Group... inner) {
            return new Group(name, roles, List.of(inner));
        }

        Map<String, Object> representation() {
            var names = roles.toArray(String[]::new);
            return Map.of("name", name, "realmRoles", realmRoles(names), "clientRoles", clientRoles(names), "subGroups",
                    subGroups.stream().map(Group::representation).toList());
        }
    }
}
