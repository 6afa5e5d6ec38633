package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.Client;
import org.bailiwick.connector.keycloak.Representations.Group;
import org.bailiwick.connector.keycloak.Representations.Role;

/** Reads realm roles, client roles and groups, and which of them contain which. */
final class ObservedRoles {
    private static final ObjectKind ENTITLEMENTS = ObjectKind.ENTITLEMENTS;
    private static final ObjectKind CONTAINMENTS = ObjectKind.CONTAINMENTS;

    private final Observation observation;
    private final Reads reads;
    private final List<Client> clients = new ArrayList<>();
    private final List<Listed> listed = new ArrayList<>();
    private final Map<String, EntitlementKey> rolesByName = new HashMap<>();
    private final List<Role> composites = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final Set<String> groupIds = new HashSet<>();

    ObservedRoles(Observation observation) {
        this.observation = observation;
        this.reads = observation.reads();
    }

    /** Where the members of an entitlement are listed. */
    record Listed(EntitlementKey key, String members) {}

    List<Client> clients() {
        return clients;
    }

    List<Listed> listed() {
        return listed;
    }

    void observe() throws CallFailedException {
        observation.attempt(this::realmRoles, ENTITLEMENTS, CONTAINMENTS, ObjectKind.MEMBERSHIPS);
        observation.attempt(this::clientRoles, ENTITLEMENTS, CONTAINMENTS, ObjectKind.MEMBERSHIPS, ObjectKind.ACCOUNTS,
                ObjectKind.CREDENTIALS);
        observation.attempt(this::groups, ENTITLEMENTS, CONTAINMENTS, ObjectKind.MEMBERSHIPS);
        for (var role : composites) {
            observation.attempt(() -> contents(role), CONTAINMENTS);
        }
        for (var group : groups) {
            observation.attempt(() -> contents(group), CONTAINMENTS);
        }
    }

    private void realmRoles() throws CallFailedException {
        reads.pages("/roles", Role.class, observation.tally(ENTITLEMENTS),
                role -> role(role, Json.need(role.name(), "name"), "", "/roles/"));
    }

    private void clientRoles() throws CallFailedException {
        reads.pages("/clients", Client.class, observation.tally(ENTITLEMENTS), clients::add);
        for (var client : clients) {
            observation.attempt(() -> clientRoles(client), ENTITLEMENTS, CONTAINMENTS, ObjectKind.MEMBERSHIPS);
        }
    }

    private void clientRoles(Client client) throws CallFailedException {
        var name = Json.need(client.clientId(), "clientId");
        var path = "/clients/" + Segment.of(Json.need(client.id(), "id")) + "/roles";
        reads.pages(path, Role.class, observation.tally(ENTITLEMENTS),
                role -> role(role, Json.need(role.name(), "name"), name + "/", path + "/"));
    }

    private void role(Role role, String name, String prefix, String path) throws CallFailedException {
        var key = role.key();
        var description = role.description();
        observation.observed(ENTITLEMENTS, new Observed.Entitlement(key, Inert.text(prefix + name),
                description == null ? null : Inert.text(description)));
        rolesByName.put(prefix + name, key);
        listed.add(new Listed(key, path + Segment.of(name) + "/users"));
        if (role.holdsOthers()) {
            composites.add(role);
        }
    }

    private void groups() throws CallFailedException {
        var before = reads.count("/groups/count");
        reads.pages("/groups?briefRepresentation=false&populateHierarchy=false", Group.class,
                observation.tally(ENTITLEMENTS), this::group);
        for (var next = 0; next < groups.size(); next++) {
            var parent = groups.get(next);
            observation.attempt(() -> children(parent), ENTITLEMENTS, CONTAINMENTS, ObjectKind.MEMBERSHIPS);
        }
        if (reads.count("/groups/count") != before || before != groups.size()) {
            var text = "%d groups were read, %d were there when the reading began: read it again"
                    .formatted(groups.size(), before);
            observation.tally(ENTITLEMENTS).problem(text);
            observation.tally(CONTAINMENTS).problem(text);
            observation.tally(ObjectKind.MEMBERSHIPS).problem(text);
        }
    }

    private void children(Group parent) throws CallFailedException {
        if (!Objects.equals(parent.subGroupCount(), 0)) {
            reads.pages("/groups/" + Segment.of(Json.need(parent.id(), "id")) + "/children?briefRepresentation=false",
                    Group.class, observation.tally(ENTITLEMENTS), this::group);
        }
    }

    private void group(Group group) throws CallFailedException {
        var key = group.key();
        if (!groupIds.add(key.id())) {
            observation.tally(ENTITLEMENTS)
                    .problem("the group `%s` stands in the tree twice: read it again".formatted(key.id()));
            return;
        }
        groups.add(group);
        listed.add(new Listed(key, "/groups/" + Segment.of(key.id()) + "/members"));
        observation.observed(ENTITLEMENTS,
                new Observed.Entitlement(key, Inert.text(Json.need(group.path(), "path")), null));
    }

    private void contents(Role role) throws CallFailedException {
        var tally = observation.tally(CONTAINMENTS);
        tally.asked();
        var contained = reads.composites(Json.need(role.id(), "id"));
        tally.read();
        for (var child : contained) {
            contains(role.key(), child.key());
        }
    }

    /** A group's roles are told by name in its own representation; its members also hold what its parents give. */
    private void contents(Group group) throws CallFailedException {
        var tally = observation.tally(CONTAINMENTS);
        if (group.parentId() != null) {
            contains(group.key(), new EntitlementKey(EntitlementKey.GROUP, group.parentId()));
        }
        if (group.realmRoles() == null || group.clientRoles() == null) {
            tally.problem("the roles of the group `%s` are not told: give the client the role `view-users`"
                    .formatted(group.key().id()));
            return;
        }
        for (var name : group.realmRoles()) {
            contains(group, name);
        }
        for (var roles : group.clientRoles().entrySet()) {
            for (var name : roles.getValue()) {
                contains(group, roles.getKey() + "/" + name);
            }
        }
    }

    private void contains(Group group, String role) throws CallFailedException {
        var child = rolesByName.get(role);
        if (child == null) {
            observation.tally(CONTAINMENTS).problem(
                    "the group `%s` has the role `%s`, which is in no list of roles: read it again"
                            .formatted(group.key().id(), Inert.text(role, 100)));
            return;
        }
        contains(group.key(), child);
    }

    private void contains(EntitlementKey parent, EntitlementKey child) {
        observation.observed(CONTAINMENTS, new Observed.Containment(parent, child));
    }
}
