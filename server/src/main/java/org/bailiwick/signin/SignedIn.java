package org.bailiwick.signin;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a browser session remembers of who signed in; everything else is read anew on each request.
 *
 * @param session names the session in the record; not the cookie's value, which is a secret
 * @param amr as the provider stated it
 * @param startedAt a session ends 12 hours later, however much it is used
 */
record SignedIn(long person, long provider, String session, @Nullable String acr, @Nullable Instant authenticatedAt,
        List<String> amr, Instant startedAt) {
    /** Sessions of before it was read have none. */
    SignedIn {
        amr = List.copyOf(Objects.requireNonNullElse(amr, List.of()));
    }
}
