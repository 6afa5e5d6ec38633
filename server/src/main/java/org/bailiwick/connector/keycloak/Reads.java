package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.keycloak.CallFailedException.Unreadable;
import org.bailiwick.connector.keycloak.Representations.Group;
import org.bailiwick.connector.keycloak.Representations.Identified;
import org.bailiwick.connector.keycloak.Representations.Mappings;
import org.bailiwick.connector.keycloak.Representations.Role;
import org.bailiwick.connector.keycloak.Representations.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The reads of the admin API that we use; each leaves a trace that evidence can name. */
record Reads(KeycloakHttp http, Limits limits, Consumer<Reading.Request> trace) {
    JsonNode realm() throws CallFailedException {
        return http.get("", trace, http.json()::tree);
    }

    Optional<User> user(String id) throws CallFailedException {
        return found("/users/" + Segment.of(id), User.class);
    }

    Optional<Role> role(String id) throws CallFailedException {
        return found("/roles-by-id/" + Segment.of(id), Role.class);
    }

    Optional<Group> group(String id) throws CallFailedException {
        return found("/groups/" + Segment.of(id), Group.class);
    }

    /** @param holder {@code /users/…} or {@code /groups/…} */
    List<Role> mapped(String holder) throws CallFailedException {
        var mappings = object(holder + "/role-mappings", Mappings.class);
        var roles = new ArrayList<Role>();
        if (mappings.realmMappings() != null) {
            roles.addAll(mappings.realmMappings());
        }
        if (mappings.clientMappings() != null) {
            mappings.clientMappings().values().stream().map(Representations.ClientMappings::mappings)
                    .forEach(of -> roles.addAll(of == null ? List.of() : of));
        }
        return roles;
    }

    List<Role> composites(String role) throws CallFailedException {
        return list("/roles-by-id/" + Segment.of(role) + "/composites", Role.class);
    }

    /** @param path answers a number, or an object with one */
    long count(String path) throws CallFailedException {
        var count = http.get(path, trace, http.json()::tree);
        var number = count.isObject() ? count.path("count") : count;
        if (!number.isIntegralNumber()) {
            throw new CallFailedException(new Unreadable("`%s` did not answer a number: try again".formatted(path)));
        }
        return number.asLong();
    }

    <T> T object(String path, Class<T> type) throws CallFailedException {
        return http.get(path, trace, in -> http.json().object(in, type));
    }

    <T> List<T> list(String path, Class<T> type) throws CallFailedException {
        var all = new ArrayList<T>();
        http.get(path, trace, in -> http.json().list(in, type, all::add));
        return all;
    }

    /**
     * A list page by page. Pages overlap by one object, so that a list which shifts while it is read is noticed.
     *
     * @param path may have a query already
     */
    <T extends Identified> void pages(String path, Class<T> type, Tally tally, Json.Each<T> each)
            throws CallFailedException {
        var seen = new HashSet<String>();
        String last = null;
        var first = 0;
        for (var more = true; more;) {
            var page = page(path, type, tally, first);
            overlaps(page, last, path);
            for (var object : last == null ? page : page.subList(1, page.size())) {
                take(object, seen, tally, each);
            }
            more = page.size() == limits.pageSize();
            last = page.isEmpty() ? null : page.getLast().id();
            first += limits.pageSize() - 1;
        }
    }

    /** Whether a list, read to its end, names the object with this id. */
    boolean names(String path, String id) throws CallFailedException {
        var found = new ArrayList<String>();
        var tally = new Tally(ObjectKind.MEMBERSHIPS);
        pages(path, Named.class, tally, object -> {
            if (id.equals(object.id())) {
                found.add(id);
            }
        });
        var problem = tally.completeness().problem();
        if (problem != null) {
            throw new CallFailedException(new Unreadable(problem));
        }
        return !found.isEmpty();
    }

    private record Named(@Nullable String id) implements Identified {}

    private <T> List<T> page(String path, Class<T> type, Tally tally, int first) throws CallFailedException {
        tally.asked();
        var query = (path.contains("?") ? "&" : "?") + "first=" + first + "&max=" + limits.pageSize();
        var page = list(path + query, type);
        if (page.size() > limits.pageSize()) {
            throw new CallFailedException(new Unreadable(
                    "`%s` gave %d objects where %d were asked for: check what stands between us and the system"
                            .formatted(path, page.size(), limits.pageSize())));
        }
        tally.read();
        return page;
    }

    private static <T extends Identified> void overlaps(List<T> page, @Nullable String last, String path)
            throws CallFailedException {
        if (last != null && (page.isEmpty() || !last.equals(page.getFirst().id()))) {
            throw new CallFailedException(new Unreadable(
                    "the list `%s` changed while it was read, so objects may be missing: read it again"
                            .formatted(path)));
        }
    }

    private static <T extends Identified> void take(T object, HashSet<String> seen, Tally tally, Json.Each<T> each)
            throws CallFailedException {
        var id = Json.need(object.id(), "id");
        if (seen.add(id)) {
            each.take(object);
        } else {
            tally.problem("`%s` came twice in one list, so another may be missing: read it again".formatted(id));
        }
    }

    private <T> Optional<T> found(String path, Class<T> type) throws CallFailedException {
        try {
            return Optional.of(object(path, type));
        } catch (CallFailedException failed) {
            if (failed.answered(404)) {
                return Optional.empty();
            }
            throw failed;
        }
    }
}
