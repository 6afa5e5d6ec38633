package org.bailiwick.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the known roles of a kind of system mean: how much they can do, and whether their holder can give themselves
 * more. It is data with sources, one file a system; a role that no file names is "not known", which is never harmless.
 */
@Component
public final class Catalogue {
    private static final Meaning NOT_KNOWN = new Meaning("not known", false,
            "nobody has said what this right can do; ask its owner", "");
    private final Map<String, Known> systems = Map.of("keycloak", load("keycloak"));

    /**
     * Where a right is met: some rights mean more in one part of a system than under the same name in another.
     *
     * @param system for example {@code keycloak}
     * @param within the part of it, for example a realm's name; empty where it has no parts or the part is not known
     */
    public record Place(String system, String within) {}

    /**
     * @param tier {@code critical}, {@code high}, {@code moderate}, {@code low} or {@code not known}
     * @param selfRaising whoever holds it can give themselves more
     * @param source where the meaning was read
     */
    public record Meaning(String tier, boolean selfRaising, String reason, String source) {}

    /**
     * @param kind {@code realm role}, {@code client role} or {@code group}
     * @param name as the connector names it; a client role is {@code client/role}
     */
    public Meaning meaning(Place place, String kind, String name) {
        var known = systems.get(place.system());
        return known == null ? NOT_KNOWN : known.meaning(place.within(), kind, name);
    }

    private static Known load(String system) {
        try (InputStream in = Catalogue.class.getResourceAsStream("/catalogue/" + system + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the catalogue of `%s` is not in the server".formatted(system));
            }
            var file = JsonMapper.shared().readValue(in, CatalogueFile.class);
            return new Known(file, file.roles().stream()
                    .collect(Collectors.toUnmodifiableMap(role -> new Role(role.kind(), role.name()), role -> role)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Role(String kind, String name) {}

    private record Known(CatalogueFile file, Map<Role, CatalogueFile.Entry> roles) {
        Meaning meaning(String within, String kind, String name) {
            var role = roles.get(new Role(kind, file.delegation().name(within, name)));
            return role == null || role.only() != null && !role.only().equals(within)
                    ? NOT_KNOWN
                    : file.meaning(role);
        }
    }

    /** The form of a catalogue file; {@code source} names one of {@code sources}. */
    record CatalogueFile(String system, Map<String, String> sources, Delegation delegation, List<Entry> roles) {
        Meaning meaning(Entry role) {
            var source = sources.get(role.source());
            if (source == null) {
                throw new IllegalStateException("the source of `%s` is not given".formatted(role.name()));
            }
            return new Meaning(role.tier(), role.selfRaising(), role.reason(), source);
        }

        /** @param only the one part of the system in which the right is the system's own; null for every part */
        record Entry(String kind, String name, String tier, boolean selfRaising, String reason, String source,
                @Nullable String only) {}

        /**
         * One part of the system administers the others by clients of their own, whose roles mean what those of the
         * client {@code as} mean in the other part itself.
         *
         * @param within the part that administers
         * @param client how the names of such clients end
         */
        record Delegation(String within, String client, String as) {
            String name(String where, String name) {
                int end = where.equals(within) ? name.indexOf(client + "/") : -1;
                return end > 0 ? as + name.substring(end + client.length()) : name;
            }
        }
    }
}
