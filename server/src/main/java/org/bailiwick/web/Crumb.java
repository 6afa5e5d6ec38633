package org.bailiwick.web;

import java.util.List;

/** One step of the way to a page; the page itself is not among them, its title says it. */
public record Crumb(String label, String path) {
    public static final List<Crumb> NONE = List.of();

    public static List<Crumb> trail(String label, String path) {
        return List.of(new Crumb(label, path));
    }

    public static List<Crumb> trail(String label, String path, String then, String thenPath) {
        return List.of(new Crumb(label, path), new Crumb(then, thenPath));
    }
}
