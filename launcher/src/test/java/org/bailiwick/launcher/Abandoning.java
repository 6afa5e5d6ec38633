package org.bailiwick.launcher;

import java.nio.file.Path;

/** A run that dies without stopping what it started, as a killed launcher does. */
final class Abandoning {
    static final int EXIT_CODE = 9;

    private Abandoning() {}

    public static void main(String[] arguments) {
        EmbeddedPostgres.start(Path.of(arguments[0]), arguments[1]);
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
