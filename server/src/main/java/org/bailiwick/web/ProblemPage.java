package org.bailiwick.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal as a page. */
public record ProblemPage(Refusal refusal, String traceId) {
    /** A heading begins with a capital, where the refusal itself does not. */
    public String title() {
        var title = refusal.title();
        return title.isEmpty() ? title : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    /** Where to go on, where the refusal knows: a path inside the portal under {@code console}, else null. */
    public @Nullable String next() {
        return inside("console");
    }

    private @Nullable String inside(String member) {
        return refusal.more().get(member) instanceof String path && Redirect.leadsInside(path) ? path : null;
    }
}
