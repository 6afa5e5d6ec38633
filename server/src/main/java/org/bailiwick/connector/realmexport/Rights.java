package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;

/**
 * The roles and groups of a realm and what contains what. An export names them by name, so names are looked up here; one
 * that is in no list still is a right that somebody holds, only what it contains is not known.
 */
final class Rights {
    /** Roles that Keycloak makes in each realm, by the client they are of. */
    private static final Map<String, Pattern> OF_KEYCLOAK = Map.of("realm-management", Pattern.compile(
            "realm-admin|create-client|impersonation|(manage|view)-(users|realm|clients|events|identity-providers|"
                    + "authorization)|query-(users|groups|clients|realms)"),
            "account",
            Pattern.compile("manage-(account|account-links|consent)|view-(profile|applications|consent|groups)"
                    + "|delete-account"),
            "broker", Pattern.compile("read-token"));
    private static final Pattern NONE = Pattern.compile("(?!)");
    private static final String SUPPLIED = "`%s` is not in the file: Keycloak makes it itself, with its usual contents";
    private static final String DANGLING = "names the role `%s`, which is in no list of roles: what it contains is not "
            + "known";

    private final RealmDraft realm;
    private final Remarks remarks;
    private final Map<List<String>, EntitlementKey> roles = new HashMap<>();
    private final Map<String, EntitlementKey> groups = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> notListed = new LinkedHashSet<>();
    private final List<Observed.Entitlement> entitlements = new ArrayList<>();
    private final List<Observed.Containment> containments = new ArrayList<>();

    Rights(RealmDraft realm) {
        this.realm = realm;
        this.remarks = realm.remarks;
        for (var role : realm.roles) {
            list(role);
        }
        for (var group : realm.groups) {
            list(group, null, "");
        }
        for (var role : realm.roles) {
            contents(role);
        }
    }

    List<Observed.Entitlement> entitlements() {
        return List.copyOf(entitlements);
    }

    List<Observed.Containment> containments() {
        return List.copyOf(containments);
    }

    Set<String> notListed() {
        return notListed;
    }

    /** @param pointer what names the role */
    EntitlementKey role(Ref ref, String file, String pointer) {
        var known = roles.get(key(ref.client(), ref.name()));
        if (known != null) {
            return known;
        }
        var words = Inert.text(ref.words(), 200);
        if (isSupplied(ref)) {
            remarks.odd(file, pointer + ref.tail(), SUPPLIED.formatted(words));
        } else {
            notListed.add(words);
            if (realm.told.contains("roles")) {
                remarks.unread(file, pointer + ref.tail(), DANGLING.formatted(words), Kinds.CONTENTS);
            }
        }
        return add(ref.client(), ref.name(), null, null);
    }

    /** The group with that path; null where there is none, which is remarked. */
    @Nullable
    EntitlementKey group(Ref ref, String file, String pointer, Set<ObjectKind> hides) {
        var known = groups.getOrDefault(ref.name(), groups.get("/" + ref.name()));
        if (known == null) {
            remarks.unread(file, pointer + ref.tail(), "names the group `%s`, which is not in the file: what it gives "
                    .formatted(Inert.text(ref.name(), 200)) + "is not known", hides);
        }
        return known;
    }

    private void list(RoleDraft role) {
        if (roles.containsKey(key(role.client(), role.name()))) {
            remarks.unread(realm.file.name(), role.pointer(), "is a second role named `%s`: the first one was taken"
                    .formatted(Inert.text(role.name(), 200)), Kinds.ROLES);
            return;
        }
        add(role.client(), role.name(), unique(role.id(), role.pointer()), role.description());
        if (!role.contentsTold()) {
            remarks.unread(realm.file.name(), role.pointer(), "is composite, and of what is not told", Kinds.CONTENTS);
        }
    }

    private void list(GroupDraft group, @Nullable EntitlementKey parent, String above) {
        var path = above + "/" + group.name();
        if (groups.containsKey(path)) {
            remarks.unread(realm.file.name(), group.pointer(), "is a second group `%s`: the first one was taken"
                    .formatted(Inert.text(path, 200)), Kinds.GROUPS);
            return;
        }
        var id = unique(group.id(), group.pointer());
        var key = new EntitlementKey(EntitlementKey.GROUP, id == null ? "path:" + path : id);
        groups.put(path, key);
        if (group.path() != null) {
            groups.putIfAbsent(group.path(), key);
        }
        entitlements.add(new Observed.Entitlement(key, Inert.text(path), null));
        if (parent != null) {
            containments.add(new Observed.Containment(key, parent));
        }
        for (var ref : group.roles()) {
            containments.add(new Observed.Containment(key, role(ref, realm.file.name(), group.pointer())));
        }
        for (var below : group.groups()) {
            list(below, key, path);
        }
    }

    private void contents(RoleDraft role) {
        var key = roles.get(key(role.client(), role.name()));
        if (key == null) {
            return;
        }
        for (var ref : role.contents()) {
            containments.add(new Observed.Containment(key, role(ref, realm.file.name(), role.pointer())));
        }
    }

    private EntitlementKey add(@Nullable String client, String name, @Nullable String id,
            @Nullable String description) {
        var kind = client == null ? EntitlementKey.REALM_ROLE : EntitlementKey.CLIENT_ROLE;
        var words = client == null ? name : client + "/" + name;
        var key = new EntitlementKey(kind, id == null ? "name:" + words : id);
        roles.put(key(client, name), key);
        entitlements.add(new Observed.Entitlement(key, Inert.text(words),
                description == null ? null : Inert.text(description)));
        return key;
    }

    /** The id if it is the only one of its kind, else none: two things with one id must not become one thing. */
    private @Nullable String unique(@Nullable String id, String pointer) {
        if (id == null || ids.add(id)) {
            return id;
        }
        remarks.unread(realm.file.name(), pointer, "has the id of another role or group, `%s`: it is told apart by its "
                .formatted(Inert.text(id, 80)) + "name", Kinds.ROLES);
        return null;
    }

    /** Lists that were written by hand leave out what Keycloak makes in each realm. */
    private boolean isSupplied(Ref ref) {
        var name = String.valueOf(realm.name);
        var master = name.equals("master");
        if (ref.client() != null) {
            var client = master && ref.client().endsWith("-realm") ? "realm-management" : ref.client();
            return !realm.clientsWithRoles.contains(ref.client()) && (ref.name().equals("uma_protection")
                    || OF_KEYCLOAK.getOrDefault(client, NONE).matcher(ref.name()).matches());
        }
        return Set.of("offline_access", "uma_authorization", "default-roles-" + name.toLowerCase(Locale.ROOT))
                .contains(ref.name()) || master && Set.of("admin", "create-realm").contains(ref.name());
    }

    private static List<String> key(@Nullable String client, String name) {
        return client == null ? List.of(name) : List.of(client, name);
    }
}
