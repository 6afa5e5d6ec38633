package org.bailiwick.proof.pack;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.ObjectBuilder;

/**
 * What a pack is, stated before it was closed: which log, which period, which entries, by which query, and the SHA-256
 * of each file that existed by then. Its own SHA-256 is an entry of the same log, so it cannot be exchanged later.
 *
 * @param origin of the tenant's log
 * @param query how the entries were chosen, in the maker's words; shown, not interpreted
 * @param files size and SHA-256 of each file that does not prove itself, by name
 * @param required files made after the manifest without which the pack is not whole; none in the first packs
 */
public record Manifest(String origin, String tenant, Instant from, Instant to, Json query, String tool,
        Selection entries, SortedMap<String, Digest> files, SortedSet<String> required) {
    public static final String FORMAT = "bailiwick-audit-pack/1";

    public Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        required = Collections.unmodifiableSortedSet(new TreeSet<>(required));
    }

    /** Which of the log's entries the pack has. */
    public sealed interface Selection {
        long count();

        /** All from an index up to another, which is not included: nothing between is left out, and that is proven. */
        record Range(long from, long to) implements Selection {
            public Range {
                if (from < 0 || to < from) {
                    throw new MalformedProofException("entries %d to %d are no range".formatted(from, to));
                }
            }

            @Override
            public long count() {
                return to - from;
            }
        }

        /** Those that a filter chose, ascending: each is proven, what was left out is not. */
        record Filtered(List<Long> indexes) implements Selection {
            public Filtered {
                indexes = List.copyOf(indexes);
                long last = -1;
                for (long index : indexes) {
                    if (index <= last) {
                        throw new MalformedProofException("the indexes of entries do not ascend at " + index);
                    }
                    last = index;
                }
            }

            @Override
            public long count() {
                return indexes.size();
            }
        }
    }

    /** @param sha256 64 lower-case hexadecimal digits */
    public record Digest(String sha256, long size) {
        public Digest {
            if (!sha256.matches("[0-9a-f]{64}") || size < 0) {
                throw new MalformedProofException("`" + Excerpt.of(sha256) + "` is no SHA-256 of a file");
            }
        }
    }

    /** In canonical form (RFC 8785); these bytes are hashed. */
    public byte[] bytes() {
        ObjectBuilder digests = Json.object();
        files.forEach((name, digest) -> digests.put(name,
                Json.object().put("sha256", digest.sha256).put("size", digest.size).build()));
        ObjectBuilder all = Json.object().put("format", FORMAT).put("origin", origin).put("tenant", tenant)
                .put("period", Json.object().put("from", from.toString()).put("to", to.toString()).build())
                .put("query", query).put("tool", tool).put("entries", written(entries)).put("files", digests.build());
        if (!required.isEmpty()) {
            all.put("required", Json.array(required.stream().map(Json::text).map(Json.class::cast).toList()));
        }
        return CanonicalJson.bytes(all.build());
    }

    private static Json written(Selection entries) {
        return switch (entries) {
            case Selection.Range range -> Json.object().put("kind", "range").put("from", range.from)
                    .put("to", range.to).build();
            case Selection.Filtered filtered -> Json.object().put("kind", "filtered")
                    .put("indexes",
                            Json.array(filtered.indexes.stream().map(Json::number).map(Json.class::cast).toList()))
                    .build();
        };
    }

    /** @throws MalformedProofException if these are not the canonical bytes of a manifest of this format */
    public static Manifest parse(byte[] bytes) {
        Json json = Json.parse(bytes);
        if (!Arrays.equals(CanonicalJson.bytes(json), bytes)) {
            throw new MalformedProofException("the manifest is not in canonical form (RFC 8785)");
        }
        if (!text(json, "format").equals(FORMAT)) {
            throw new MalformedProofException("the format is `%s`, this verifier reads `%s`"
                    .formatted(Excerpt.of(text(json, "format")), FORMAT));
        }
        SortedMap<String, Digest> files = new TreeMap<>();
        for (Map.Entry<String, Json> file : object(json, "files").members().entrySet()) {
            files.put(file.getKey(), new Digest(text(file.getValue(), "sha256"), number(file.getValue(), "size")));
        }
        return new Manifest(text(json, "origin"), text(json, "tenant"), instant(text(json, "period", "from")),
                instant(text(json, "period", "to")), json.at("query").orElse(Json.nothing()), text(json, "tool"),
                selection(object(json, "entries")), files, required(json));
    }

    private static SortedSet<String> required(Json json) {
        Optional<Json> said = json.at("required");
        if (said.isEmpty()) {
            return Collections.emptySortedSet();
        }
        if (!(said.get() instanceof Json.Arr array)) {
            throw new MalformedProofException("`required` in the manifest is no list of files");
        }
        SortedSet<String> names = new TreeSet<>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Text name)) {
                throw new MalformedProofException("`required` in the manifest names what is no file");
            }
            names.add(name.value());
        }
        return names;
    }

    private static Selection selection(Json entries) {
        return switch (text(entries, "kind")) {
            case "range" -> new Selection.Range(number(entries, "from"), number(entries, "to"));
            case "filtered" -> {
                List<Long> indexes = new ArrayList<>();
                if (!(entries.at("indexes").orElse(Json.nothing()) instanceof Json.Arr array)) {
                    throw new MalformedProofException("`indexes` is missing in the manifest");
                }
                for (Json item : array.items()) {
                    indexes.add(whole(item, "indexes"));
                }
                yield new Selection.Filtered(indexes);
            }
            default -> throw new MalformedProofException("`kind` of the entries is `range` or `filtered`");
        };
    }

    private static Json.Obj object(Json json, String name) {
        if (json.at(name).orElse(Json.nothing()) instanceof Json.Obj object) {
            return object;
        }
        throw new MalformedProofException("the object `" + name + "` is missing in the manifest");
    }

    private static String text(Json json, String... path) {
        return json.textAt(path).orElseThrow(() -> new MalformedProofException(
                "the text `" + String.join(".", path) + "` is missing in the manifest"));
    }

    private static long number(Json json, String name) {
        return whole(json.at(name).orElse(Json.nothing()), name);
    }

    static long whole(Json json, String name) {
        if (json instanceof Json.Num number && number.value() >= 0 && number.value() <= Json.MAX_INTEGER
                && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw new MalformedProofException("`" + name + "` is not a whole number that is not negative");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw new MalformedProofException("`" + Excerpt.of(text) + "` is not a time as 2026-11-22T12:00:00Z");
        }
    }
}
