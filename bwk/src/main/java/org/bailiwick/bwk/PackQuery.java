package org.bailiwick.bwk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackFiles;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted, and whether a pack is of them: a pack can hold by itself and be another tenant's, or of a
 * shorter time than was asked for.
 *
 * @param values as the API takes them
 * @param begin null where the pack was asked for before, with words that are not known here
 * @param end null for the time of asking
 */
record PackQuery(String tenant, SortedMap<String, String> values, @Nullable Instant begin, @Nullable Instant end) {
    private static final List<String> FILTERS = List.of("operator", "authority", "action", "target", "outcome",
            "ticket", "correlation", "decision");
    /** By which the clocks of server and auditor may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    static List<String> options() {
        return Stream.concat(FILTERS.stream(), Stream.of("since", "until")).map(name -> "--" + name).toList();
    }

    static PackQuery of(String tenant, Arguments arguments) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String option : options()) {
            arguments.one(option).ifPresent(value -> values.put(option.substring(2), value));
        }
        String since = arguments.required("--since");
        Optional<String> until = arguments.one("--until");
        return new PackQuery(tenant, values, time("--since", since, 0), until.map(value -> time("--until", value, 1))
                .orElse(null));
    }

    static PackQuery earlier(String tenant) {
        return new PackQuery(tenant, new TreeMap<>(), null, null);
    }

    private static Instant time(String option, String value, int daysAfter) {
        try {
            return value.contains("T") || value.contains("t")
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDate.parse(value).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException none) {
            throw new UsageException("`%s` is a time like `2026-11-22T10:00:00Z` or a date like `2026-11-22`, not `%s`"
                    .formatted(option, value));
        }
    }

    byte[] json() {
        var json = Json.object();
        values.forEach(json::put);
        return CanonicalJson.bytes(json.build());
    }

    private boolean filtered() {
        return values.keySet().stream().anyMatch(FILTERS::contains);
    }

    /**
     * @param pack one that holds
     * @param asked when it was asked for
     * @return in what the pack is another one than was asked for; empty where it is that one
     */
    Optional<String> unlike(Path pack, Instant asked) throws IOException {
        Manifest manifest = manifest(pack);
        if (!manifest.tenant().equals(tenant)) {
            return Optional.of("it is of the tenant `%s`".formatted(Excerpt.of(manifest.tenant())));
        }
        if (begin == null) {
            return Optional.empty();
        }
        Instant reach = end == null || end.isAfter(asked) ? asked.minus(SKEW) : end;
        if (manifest.from().isAfter(begin) || manifest.to().isBefore(reach)) {
            return Optional.of("its period is %s to %s only".formatted(manifest.from(), manifest.to()));
        }
        return manifest.entries() instanceof Manifest.Selection.Filtered && !filtered()
                ? Optional.of("it is partial, though no filter was asked for")
                : Optional.empty();
    }

    private static Manifest manifest(Path pack) throws IOException {
        try (var zip = new ZipFile(pack.toFile()); var in = zip.getInputStream(zip.getEntry(PackFiles.MANIFEST))) {
            return Manifest.parse(in.readAllBytes());
        }
    }
}
