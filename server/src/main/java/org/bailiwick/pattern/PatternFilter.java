package org.bailiwick.pattern;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bailiwick.finding.Rule;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which patterns a list shows, as the query parameters say it; a value that means nothing is refused, never ignored.
 *
 * @param atLeast in how many tenants it is, 2 or more
 * @param search a part of a tenant's name: only such tenants are looked at; empty for all
 */
public record PatternFilter(@Nullable PatternKind kind, @Nullable Owned owner, int atLeast, String search) {
    private static final int FEWEST = 2;
    private static final int MOST = 1_000_000;

    /** Whose: of whoever asks, or of nobody who could answer for it. */
    enum Owned {
        MINE, NOBODY
    }

    static PatternFilter of(@Nullable String kind, @Nullable String owner, @Nullable String tenants, String search) {
        return new PatternFilter(said(kind).map(PatternFilter::kind).orElse(null),
                said(owner).map(PatternFilter::owned).orElse(null),
                said(tenants).map(PatternFilter::atLeast).orElse(FEWEST), search.strip());
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).filter(each -> !each.isBlank());
    }

    private static PatternKind kind(String word) {
        return PatternKind.find(word).orElseThrow(
                () -> refused("kind", word, Arrays.stream(PatternKind.values()).map(PatternKind::text).toList()));
    }

    private static Owned owned(String word) {
        return Arrays.stream(Owned.values()).filter(each -> word(each).equals(word)).findFirst().orElseThrow(
                () -> refused("owner", word, Arrays.stream(Owned.values()).map(PatternFilter::word).toList()));
    }

    private static int atLeast(String number) {
        try {
            int asked = Integer.parseInt(number.strip());
            if (asked >= FEWEST && asked <= MOST) {
                return asked;
            }
        } catch (NumberFormatException noNumber) {
            // Refused below, as one that is too small is.
        }
        throw new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                "`tenants` is a number from %d to %d, not `%s`".formatted(FEWEST, MOST, number)));
    }

    private static RefusedException refused(String name, String value, List<String> words) {
        return new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid",
                "`%s` is one of %s, not `%s`".formatted(name, words, value)));
    }

    /** Which rules could find what is asked for. */
    Collection<Rule> couldFind() {
        return kind == null ? EnumSet.allOf(Rule.class) : kind.couldFind();
    }

    /** As the query parameter says it; empty for all. */
    public String kindWord() {
        return kind == null ? "" : kind.text();
    }

    /** As the query parameter says it; empty for all. */
    public String ownerWord() {
        return owner == null ? "" : word(owner);
    }

    private static String word(Owned each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    /** The list under this path, with what it is narrowed by. */
    String link(String path, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("kind", Optional.of(kindWord()).filter(word -> !word.isEmpty()))
                .queryParamIfPresent("owner", Optional.of(ownerWord()).filter(word -> !word.isEmpty()))
                .queryParamIfPresent("tenants", Optional.of(atLeast).filter(number -> number > FEWEST))
                .queryParamIfPresent("q", Optional.of(search).filter(text -> !text.isEmpty()))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
