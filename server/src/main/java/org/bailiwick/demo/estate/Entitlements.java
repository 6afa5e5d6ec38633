package org.bailiwick.demo.estate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.catalogue.Catalogue;

/** The roles and groups of a planned realm, what they contain, and which of them lead to privilege. */
final class Entitlements {
    private static final String MANAGEMENT = "realm-management/";
    /** Keycloak's role that contains all others of a realm. */
    static final String EVERYTHING = MANAGEMENT + "realm-admin";
    /** Keycloak's own composite roles. */
    private static final Map<String, List<String>> BUILT_IN = Map.of(EVERYTHING,
            List.of(MANAGEMENT + "manage-users", MANAGEMENT + "manage-realm", MANAGEMENT + "manage-clients",
                    MANAGEMENT + "manage-events", MANAGEMENT + "manage-identity-providers",
                    MANAGEMENT + "manage-authorization", MANAGEMENT + "impersonation", MANAGEMENT + "create-client",
                    MANAGEMENT + "view-users", MANAGEMENT + "view-realm", MANAGEMENT + "view-clients",
                    MANAGEMENT + "view-events", MANAGEMENT + "view-identity-providers",
                    MANAGEMENT + "view-authorization", MANAGEMENT + "query-realms"),
            MANAGEMENT + "view-users", List.of(MANAGEMENT + "query-users", MANAGEMENT + "query-groups"),
            MANAGEMENT + "view-clients", List.of(MANAGEMENT + "query-clients"));
    private static final Catalogue CATALOGUE = new Catalogue();
    private static final Catalogue.Place KEYCLOAK = new Catalogue.Place("keycloak", "");

    private final Map<String, Profile.Role> roles;
    private final Map<String, List<String>> groups;

    Entitlements(Map<String, Profile.Role> roles, Map<String, List<String>> groups) {
        this.roles = new LinkedHashMap<>(roles);
        this.groups = new LinkedHashMap<>(groups);
    }

    Map<String, Profile.Role> roles() {
        return roles;
    }

    Map<String, List<String>> groups() {
        return groups;
    }

    /** The realm's own roles and groups. */
    List<String> all() {
        var all = new ArrayList<>(roles.keySet());
        all.addAll(groups.keySet());
        return all;
    }

    /** These and all that they contain; who is in a group is in the groups above it too. */
    Set<String> reach(Collection<String> holds) {
        var reached = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(holds);
        while (!waiting.isEmpty()) {
            var next = waiting.removeFirst();
            if (reached.add(next)) {
                waiting.addAll(contents(next));
            }
        }
        return reached;
    }

    boolean containsNothing(String entitlement) {
        return contents(entitlement).isEmpty();
    }

    /** Which critical and high rights these lead to. */
    Set<String> privilege(Collection<String> holds) {
        var privilege = new LinkedHashSet<>(reach(holds));
        privilege.removeIf(name -> !privileged(name));
        return privilege;
    }

    static String kind(String entitlement) {
        int slash = entitlement.indexOf('/');
        return slash == 0 ? "group" : slash > 0 ? "client role" : "realm role";
    }

    private List<String> contents(String entitlement) {
        if (kind(entitlement).equals("group")) {
            var contents = new ArrayList<>(groups.getOrDefault(entitlement, List.of()));
            int above = entitlement.lastIndexOf('/');
            if (above > 0) {
                contents.add(entitlement.substring(0, above));
            }
            return contents;
        }
        var role = roles.get(entitlement);
        return role == null ? BUILT_IN.getOrDefault(entitlement, List.of()) : role.holds();
    }

    private static boolean privileged(String entitlement) {
        var tier = CATALOGUE.meaning(KEYCLOAK, kind(entitlement), entitlement).tier();
        return tier.equals("critical") || tier.equals("high");
    }
}
