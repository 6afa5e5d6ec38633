package org.bailiwick.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How old and how whole the answer is that a list gives. A kind that was never read completely is not known, which is
 * neither none nor compliant.
 *
 * @param observedAt everything in the list was read completely at this time or later; null where that is not known
 * @param completeness per kind the list rests on
 */
public record DataAge(@Nullable Instant observedAt, List<Completeness> completeness) {
    /**
     * @param state {@code complete}, {@code partial} (the newest reading was not whole, what is shown is as last known)
     *        or {@code not known}
     */
    public record Completeness(String kind, String state, @Nullable Instant observedAt, @Nullable String problem) {}

    /** One kind in one connection. */
    record Reading(String connection, String kind, @Nullable Instant completeAt, boolean newestComplete,
            @Nullable String problem) {}

    /** Whether the newest reading of every system got all of it. */
    public boolean whole() {
        return completeness.stream().allMatch(kind -> kind.state().equals("complete"));
    }

    /** The same where the answer also rests on something that was read at another time: the older one counts. */
    public DataAge restingAlsoOn(DataAge other) {
        return observedAt == null || other.observedAt == null
                ? new DataAge(null, completeness)
                : new DataAge(observedAt.isBefore(other.observedAt) ? observedAt : other.observedAt, completeness);
    }

    static final Set<String> OF_IDENTITIES = Set.of("accounts");
    static final Set<String> OF_GRANTS = Set.of("accounts", "entitlements", "containments", "memberships");
    static final Set<String> OF_CREDENTIALS = Set.of("accounts", "credentials");
    static final Set<String> OF_COMPOSITION = Set.of("entitlements", "containments");
    static final Set<String> OF_SETTINGS = Set.of("settings");

    /** Each kind in one connection, by itself. */
    static List<Completeness> ofEach(List<Reading> readings) {
        return readings.stream().map(reading -> worst(reading.kind(), List.of(reading))).toList();
    }

    /** Over all connections of a tenant the worst counts. */
    static DataAge of(List<Reading> readings, Set<String> kinds) {
        var completeness = new ArrayList<Completeness>();
        for (var kind : kinds.stream().sorted().toList()) {
            completeness.add(worst(kind, readings.stream().filter(reading -> reading.kind().equals(kind)).toList()));
        }
        boolean known = completeness.stream().allMatch(kind -> kind.observedAt() != null);
        var oldest = completeness.stream().map(Completeness::observedAt).filter(Objects::nonNull)
                .min(Instant::compareTo).orElse(null);
        return new DataAge(known ? oldest : null, List.copyOf(completeness));
    }

    private static Completeness worst(String kind, List<Reading> readings) {
        if (readings.isEmpty()) {
            return new Completeness(kind, "not known", null, "no system is connected; connect one");
        }
        var problem = readings.stream().filter(reading -> !reading.newestComplete())
                .map(reading -> "%s: %s".formatted(reading.connection(),
                        Objects.requireNonNullElse(reading.problem(), "not read yet")))
                .findFirst().orElse(null);
        if (readings.stream().anyMatch(reading -> reading.completeAt() == null)) {
            return new Completeness(kind, "not known", null, problem);
        }
        var oldest = readings.stream().map(Reading::completeAt).filter(Objects::nonNull).min(Instant::compareTo)
                .orElse(null);
        return new Completeness(kind, problem == null ? "complete" : "partial", oldest, problem);
    }
}
