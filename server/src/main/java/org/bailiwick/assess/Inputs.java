package org.bailiwick.assess;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.realmexport.ExportFile;

/** Finds the files that the user meant: those named, those in named folders, and standard input. */
record Inputs(Path workingFolder, InputStream standardInput) {
    private static final String STANDARD_INPUT = "standard input";

    List<ExportFile> files(List<String> names) {
        var files = new ArrayList<ExportFile>();
        Set<Path> seen = new LinkedHashSet<>();
        for (var name : names) {
            if (name.equals("-")) {
                files.add(new ExportFile(STANDARD_INPUT, () -> new Unclosed(standardInput)));
            } else {
                add(name, files, seen);
            }
        }
        return files;
    }

    private void add(String name, List<ExportFile> files, Set<Path> seen) {
        try {
            var path = workingFolder.resolve(name);
            if (!Files.isDirectory(path)) {
                addOnce(name, path, files, seen);
                return;
            }
            var inside = exports(path);
            if (inside.isEmpty()) {
                files.add(unreadable(name, "no file in this folder ends in .json or .json.gz"));
            }
            for (var file : inside) {
                addOnce(name.replaceAll("/+$", "") + "/" + path.relativize(file), file, files, seen);
            }
        } catch (IOException | UncheckedIOException failed) {
            files.add(unreadable(name, "the folder cannot be read"));
        } catch (InvalidPathException wrong) {
            files.add(unreadable(name, "this cannot be the name of a file"));
        }
    }

    private static void addOnce(String name, Path path, List<ExportFile> files, Set<Path> seen) {
        if (seen.add(path.toAbsolutePath().normalize())) {
            files.add(new ExportFile(Inert.text(name), () -> Files.newInputStream(path)));
        }
    }

    private static ExportFile unreadable(String name, String why) {
        return new ExportFile(Inert.text(name), () -> {
            throw new IOException(why);
        });
    }

    private static List<Path> exports(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> {
                var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                return name.endsWith(".json") || name.endsWith(".json.gz");
            }).sorted().toList();
        }
    }

    /** Standard input belongs to the process. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // Whoever opened it closes it.
        }
    }
}
