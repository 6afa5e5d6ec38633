package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a first run of the server taught the JVM about its classes (JEP 483, 514), so that later starts take a third of
 * the time. The JVM writes it when that run ends; it belongs to one jar and is left out where it does not fit.
 */
record ClassArchive(Path folder, String stamp) {
    private static final String PREFIX = "server-";

    /** The JVM warns on standard output, where a program's answer stands, and of its archive also where all is well. */
    private static final List<String> QUIETLY = List.of("-Xlog:disable", "-Xlog:all=warning:stderr",
            "-Xlog:aot*=off:stderr", "-Xlog:cds*=off:stderr");

    static ClassArchive of(Path folder, Path jar) {
        try {
            return new ClassArchive(folder, "%x-%x".formatted(Files.getLastModifiedTime(jar).toMillis(),
                    Files.size(jar)));
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be read".formatted(jar), failure);
        }
    }

    /** For every process of the product: they share one class path. */
    List<String> use() {
        return Files.exists(file()) ? quietly("-XX:AOTCache=" + file()) : List.of();
    }

    /** For the server, whose run is the one to learn from. */
    List<String> useOrLearn() {
        return Files.exists(file()) ? use() : quietly("-XX:AOTCacheOutput=" + learning());
    }

    private static List<String> quietly(String option) {
        var options = new ArrayList<>(QUIETLY);
        options.add(option);
        return options;
    }

    /** After the server has ended; a run that was killed leaves nothing whole, and the next one learns anew. */
    void keep(boolean endedByItself) {
        try {
            if (endedByItself && Files.exists(learning())) {
                forget(PREFIX + "*.aot");
                Files.move(learning(), file(), StandardCopyOption.ATOMIC_MOVE);
            }
            forget(PREFIX + "*.learning*");
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be written: check who owns it and that there is room"
                    .formatted(folder), failure);
        }
    }

    private void forget(String pattern) throws IOException {
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path file() {
        return folder.resolve(PREFIX + stamp + ".aot");
    }

    private Path learning() {
        return folder.resolve(PREFIX + stamp + ".learning");
    }
}
