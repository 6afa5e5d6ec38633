package org.bailiwick.web;

import org.jspecify.annotations.Nullable;

/**
 * What a page's form answers once it is done (303), so that a reload repeats nothing.
 *
 * @param path inside the portal
 * @param notice one sentence shown once on the next page; null for none
 */
public record Redirect(String path, @Nullable String notice) {
    public Redirect {
        if (!leadsInside(path)) {
            throw new IllegalArgumentException("`%s` does not lead into the portal".formatted(path));
        }
    }

    public static Redirect to(String path) {
        return new Redirect(path, null);
    }

    public Redirect withNotice(String sentence) {
        return new Redirect(path, sentence);
    }

    /** A browser reads {@code //host} and {@code /\host} as another site. */
    public static boolean leadsInside(String path) {
        return path.startsWith("/") && !path.startsWith("//") && path.chars().noneMatch(c -> c == '\\' || c < ' ');
    }
}
