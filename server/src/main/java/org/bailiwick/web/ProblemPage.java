package org.bailiwick.web;

import org.jspecify.annotations.Nullable;

/** A refusal as a page. */
public record ProblemPage(Refusal refusal, String traceId) {
    /** Where to go on, where the refusal knows: a path inside the portal under {@code console}, else null. */
    public @Nullable String next() {
        return refusal.more().get("console") instanceof String path && Redirect.leadsInside(path) ? path : null;
    }
}
