package org.bailiwick.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    private final Map<String, Map<Role, Meaning>> systems = Map.of("keycloak", load("keycloak"));

    /**
     * @param tier {@code critical}, {@code high}, {@code moderate}, {@code low} or {@code not known}
     * @param selfRaising whoever holds it can give themselves more
     * @param source where the meaning was read
     */
    public record Meaning(String tier, boolean selfRaising, String reason, String source) {}

    /**
     * @param system for example {@code keycloak}
     * @param kind {@code realm role}, {@code client role} or {@code group}
     * @param name as the connector names it; a client role is {@code client/role}
     */
    public Meaning meaning(String system, String kind, String name) {
        return systems.getOrDefault(system, Map.of()).getOrDefault(new Role(kind, name), NOT_KNOWN);
    }

    private static Map<Role, Meaning> load(String system) {
        try (InputStream in = Catalogue.class.getResourceAsStream("/catalogue/" + system + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the catalogue of `%s` is not in the server".formatted(system));
            }
            var file = JsonMapper.shared().readValue(in, CatalogueFile.class);
            return file.roles().stream()
                    .collect(Collectors.toUnmodifiableMap(role -> new Role(role.kind(), role.name()), file::meaning));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Role(String kind, String name) {}

    /** The form of a catalogue file; {@code source} names one of {@code sources}. */
    record CatalogueFile(String system, Map<String, String> sources, List<Entry> roles) {
        Meaning meaning(Entry role) {
            var source = sources.get(role.source());
            if (source == null) {
                throw new IllegalStateException("the source of `%s` is not given".formatted(role.name()));
            }
            return new Meaning(role.tier(), role.selfRaising(), role.reason(), source);
        }

        record Entry(String kind, String name, String tier, boolean selfRaising, String reason, String source) {}
    }
}
