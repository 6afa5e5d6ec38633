package org.bailiwick.register;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When somebody or something was last seen signing in, over all accounts of theirs.
 *
 * @param state {@code seen}, {@code none seen} or {@code not known}
 * @param at the newest one ever seen; null where none was
 * @param since from then on every sign-in of every account was seen; null where newer ones are not known
 */
public record LastUse(String state, @Nullable Instant at, @Nullable Instant since) {
    static final LastUse NOT_KNOWN = of(null, null);

    static LastUse of(@Nullable Instant at, @Nullable Instant since) {
        return new LastUse(at != null ? "seen" : since != null ? "none seen" : "not known", at, since);
    }

    /** What is not known of one of them is not known of all. */
    static LastUse over(Collection<LastUse> uses) {
        boolean known = !uses.isEmpty() && uses.stream().allMatch(use -> use.since() != null);
        return of(uses.stream().map(LastUse::at).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null),
                known
                        ? uses.stream().map(LastUse::since).filter(Objects::nonNull).max(Comparator.naturalOrder())
                                .orElse(null)
                        : null);
    }
}
