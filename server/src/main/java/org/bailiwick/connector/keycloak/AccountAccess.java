package org.bailiwick.connector.keycloak;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.keycloak.Representations.Client;
import org.bailiwick.connector.keycloak.Representations.Group;
import org.bailiwick.connector.keycloak.Representations.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads the access of one account from its own side: roles, groups, the groups above them, the roles of all these and
 * what those contain.
 */
final class AccountAccess {
    private final Reads reads;
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();
    private final Map<String, String> clientNames = new HashMap<>();

    AccountAccess(Reads reads) {
        this.reads = reads;
    }

    AccessGraph read(String account) throws CallFailedException {
        var graph = new AccessGraph();
        for (var role : reads.mapped("/users/" + Segment.of(account))) {
            graph.direct(known(role));
        }
        var tally = new Tally(ObjectKind.MEMBERSHIPS);
        reads.pages("/users/" + Segment.of(account) + "/groups?briefRepresentation=false", Group.class, tally,
                group -> graph.direct(known(group)));
        if (tally.completeness().problem() != null) {
            throw new CallFailedException(
                    new CallFailedException.Unreadable(String.valueOf(tally.completeness().problem())));
        }
        graph.expand(this::contained);
        return graph;
    }

    /** How an administrator knows it; null where it was not among what was read. */
    @Nullable
    String name(EntitlementKey key) throws CallFailedException {
        if (key.kind().equals(EntitlementKey.GROUP)) {
            var group = groups.get(key.id());
            return group == null || group.path() == null ? null : Inert.text(group.path());
        }
        var role = roles.get(key.id());
        if (role == null || role.name() == null) {
            return null;
        }
        var client = key.kind().equals(EntitlementKey.CLIENT_ROLE) ? clientName(role) + "/" : "";
        return Inert.text(client + role.name());
    }

    private String clientName(Role role) throws CallFailedException {
        var client = Json.need(role.containerId(), "containerId");
        var name = clientNames.get(client);
        if (name == null) {
            name = Json.need(reads.object("/clients/" + Segment.of(client), Client.class).clientId(), "clientId");
            clientNames.put(client, name);
        }
        return name;
    }

    private Set<EntitlementKey> contained(EntitlementKey parent) throws CallFailedException {
        var children = new LinkedHashSet<EntitlementKey>();
        var role = roles.get(parent.id());
        if (role != null) {
            if (role.holdsOthers()) {
                for (var child : reads.composites(parent.id())) {
                    children.add(known(child));
                }
            }
            return children;
        }
        var group = groups.get(parent.id());
        if (group != null && group.parentId() != null) {
            children.add(above(group.parentId()));
        }
        for (var child : reads.mapped("/groups/" + Segment.of(parent.id()))) {
            children.add(known(child));
        }
        return children;
    }

    private EntitlementKey above(String id) throws CallFailedException {
        return known(groups.containsKey(id) ? groups.get(id) : reads.object("/groups/" + Segment.of(id), Group.class));
    }

    private EntitlementKey known(Role role) throws CallFailedException {
        roles.putIfAbsent(Json.need(role.id(), "id"), role);
        return role.key();
    }

    private EntitlementKey known(Group group) throws CallFailedException {
        groups.putIfAbsent(Json.need(group.id(), "id"), group);
        return group.key();
    }
}
