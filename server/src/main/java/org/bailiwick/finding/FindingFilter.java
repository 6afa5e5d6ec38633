package org.bailiwick.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Which findings a list shows, as the query parameters say it; a value that means nothing is refused, never ignored.
 *
 * @param owner null for all
 * @param search a part of a tenant's name, over several tenants; empty for all
 * @param pattern those alone that have this in common with findings of other tenants; null for all
 */
public record FindingFilter(@Nullable Rule rule, @Nullable Severity severity, Shown shown,
        @Nullable Owned owner, String search, @Nullable UUID pattern) {
    /** Which of them by their state; ending is decided to be revoked and not seen gone, unfinished is that or open. */
    enum Shown {
        OPEN, UNFINISHED, ENDING, DECIDED, CLOSED, ALL
    }

    /** Whose: of whoever asks, or of nobody who may decide. */
    enum Owned {
        MINE, NOBODY
    }

    /** What is not said is not filtered, but a list shows open findings unless told otherwise. */
    static FindingFilter of(@Nullable String rule, @Nullable String severity, @Nullable String state,
            @Nullable String owner, @Nullable UUID pattern) {
        return of(rule, severity, state, owner, "", pattern);
    }

    /** As {@link #of(String, String, String, String, UUID)}, over tenants of a name. */
    static FindingFilter of(@Nullable String rule, @Nullable String severity, @Nullable String state,
            @Nullable String owner, String search, @Nullable UUID pattern) {
        return new FindingFilter(rule(rule),
                severity == null || severity.isBlank() ? null : one(Severity.class, "severity", severity),
                shown(state),
                owner == null || owner.isBlank() ? null : one(Owned.class, "owner", owner), search.strip(),
                pattern);
    }

    private static @Nullable Rule rule(@Nullable String id) {
        return id == null || id.isBlank()
                ? null
                : Rule.find(id).orElseThrow(
                        () -> refused("rule", id, Arrays.stream(Rule.values()).map(Rule::id).toList()));
    }

    private static Shown shown(@Nullable String word) {
        return word == null || word.isBlank() ? Shown.OPEN : one(Shown.class, "state", word);
    }

    /** As the query parameter says it. */
    String stateWord() {
        return word(shown);
    }

    /** As the query parameter says it; empty for all. */
    public String ownerWord() {
        return owner == null ? "" : word(owner);
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name, String value) {
        return Arrays.stream(type.getEnumConstants()).filter(each -> word(each).equals(value)).findFirst()
                .orElseThrow(() -> refused(name, value,
                        Arrays.stream(type.getEnumConstants()).map(FindingFilter::word).toList()));
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    private static RefusedException refused(String name, String value, List<String> words) {
        return new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                "`%s` is one of %s, not `%s`".formatted(name, words, value)));
    }
}
