package org.bailiwick.register;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How old the oldest secret, key or certificate of somebody or something is, of those that are still there. Passwords
 * and second factors of people are not read, so of people there may always be an older one.
 *
 * @param state {@code known}, {@code at least} (there may be an older one), {@code none} or {@code not known}
 * @param madeAt null where none is there, or where its age is not known
 */
public record OldestSecret(String state, @Nullable Instant madeAt) {
    static final OldestSecret NONE = new OldestSecret("none", null);
    static final OldestSecret NOT_KNOWN = new OldestSecret("not known", null);

    /** @param whole all there is was read, and of each the system says when it was made */
    static OldestSecret of(@Nullable Instant madeAt, boolean whole) {
        return madeAt != null
                ? new OldestSecret(whole ? "known" : "at least", madeAt)
                : whole ? NONE : NOT_KNOWN;
    }

    /** What is not known of one of them is not known of all. */
    static OldestSecret over(Collection<OldestSecret> secrets) {
        return of(secrets.stream().map(OldestSecret::madeAt).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElse(null), secrets.stream().allMatch(OldestSecret::whole));
    }

    private boolean whole() {
        return state.equals("known") || state.equals("none");
    }
}
