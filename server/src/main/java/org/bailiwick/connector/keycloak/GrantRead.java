package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.keycloak.Representations.Role;

/**
 * Reads whether an account holds an entitlement, from three sides: the entitlement's members, the account's own
 * memberships followed over every path, and what Keycloak itself says is effective. Where these contradict each other,
 * nothing is concluded.
 */
final class GrantRead {
    private final Reads reads;
    private final List<Reading.Request> requests;

    GrantRead(Reads reads, List<Reading.Request> requests) {
        this.reads = reads;
        this.requests = requests;
    }

    Reading read(ReadKey.Grant key) throws CallFailedException {
        var target = key.entitlement();
        var access = new AccountAccess(reads);
        var graph = access.read(key.accountId());
        var paths = graph.pathsTo(target);
        var sides = target.kind().equals(EntitlementKey.GROUP) ? group(key, paths) : role(key, paths);
        if (sides.member() != graph.holdsDirectly(target)) {
            return contradiction("its list of members", sides.member(), "the account's own list",
                    graph.holdsDirectly(target));
        }
        if (sides.effective() != !paths.isEmpty()) {
            return contradiction("what Keycloak says is effective", sides.effective(), "the paths that can be followed",
                    !paths.isEmpty());
        }
        return paths.isEmpty() ? new Reading.NotHeld(List.copyOf(requests)) : held(paths, access);
    }

    /** @param effective for a group, which Keycloak does not work out itself, the same as the paths show */
    private record Sides(boolean member, boolean effective) {}

    private Sides role(ReadKey.Grant key, List<List<EntitlementKey>> paths) throws CallFailedException {
        Optional<Role> role = reads.role(key.entitlement().id());
        if (role.isEmpty()) {
            return new Sides(false, false);
        }
        var place = RolePlace.of(role.get());
        var member = reads.names(place.role() + "/users?briefRepresentation=true", key.accountId());
        var effective = reads.list("/users/" + Segment.of(key.accountId()) + place.mappings() + "/composite",
                Role.class).stream().anyMatch(held -> key.entitlement().id().equals(held.id()));
        return new Sides(member, effective);
    }

    private Sides group(ReadKey.Grant key, List<List<EntitlementKey>> paths) throws CallFailedException {
        var id = key.entitlement().id();
        var member = reads.group(id).isPresent()
                && reads.names("/groups/" + Segment.of(id) + "/members?briefRepresentation=true", key.accountId());
        return new Sides(member, !paths.isEmpty());
    }

    private Reading held(List<List<EntitlementKey>> paths, AccountAccess access) throws CallFailedException {
        var named = new ArrayList<Reading.Path>();
        for (var path : paths) {
            var steps = new ArrayList<Reading.Step>();
            for (var key : path) {
                steps.add(new Reading.Step(key, access.name(key)));
            }
            named.add(new Reading.Path(steps));
        }
        return new Reading.Held(named, List.copyOf(requests));
    }

    private Reading contradiction(String one, boolean oneHolds, String other, boolean otherHolds) {
        return new Reading.Incomplete("the reads contradict each other: by %s it is %s, by %s it is %s; read it again"
                .formatted(one, held(oneHolds), other, held(otherHolds)), List.copyOf(requests));
    }

    private static String held(boolean holds) {
        return holds ? "held" : "not held";
    }
}
