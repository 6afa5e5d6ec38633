package org.bailiwick.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: who looks, at which part of the estate, and what they may open from there.
 *
 * @param path of this page with its query
 * @param csrf the token that forms of this page carry; null where nobody needs one
 * @param notice one sentence about what was just done
 */
public record Frame(String path, Instant now, Theme theme, Chrome.Parts parts, @Nullable String csrf,
        @Nullable String notice, Assets assets) {

    public Moment moment(Instant at) {
        return new Moment(at, now);
    }

    public boolean signedIn() {
        return parts.person() != null;
    }
}
