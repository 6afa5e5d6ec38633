package org.bailiwick.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of a child process: appended to over restarts, and read back from where this start began. */
record LogFile(Path path, long begin) {
    private static final long ROTATE_BYTES = 20L * 1024 * 1024;
    private static final int TAIL_LINES = 25;
    private static final int TAIL_BYTES = 64 * 1024;
    private static final Pattern EXPLANATION = Pattern.compile("\nDescription:\n\n(.+?)\n\nAction:\n\n(.+?)\n\n",
            Pattern.DOTALL);

    /** The log as it grows from now on. */
    static LogFile from(Path path) {
        Folders.create(path.toAbsolutePath().getParent());
        try {
            if (Files.exists(path) && Files.size(path) > ROTATE_BYTES) {
                Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
            return new LogFile(path, Files.exists(path) ? Files.size(path) : 0);
        } catch (IOException failure) {
            throw new LaunchException("log `%s` cannot be read: check who owns it".formatted(path), failure);
        }
    }

    /** The first line that holds the text, from there on. */
    Optional<String> line(String text) {
        return latest().lines().filter(line -> line.contains(text)).map(line -> line.substring(line.indexOf(text)))
                .findFirst();
    }

    boolean says(String text) {
        return latest().contains(text);
    }

    /** Why the server did not start and what to do, where it knew (the failure report of Spring Boot). */
    Optional<String> explanation() {
        var report = EXPLANATION.matcher(latest());
        return report.find() ? Optional.of(report.group(1).strip() + ": " + report.group(2).strip()) : Optional.empty();
    }

    /** The last lines, each indented, for a message. */
    String tail() {
        List<String> lines = latest().lines().toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        String shown = last.isEmpty() ? "    (nothing)" : "    " + String.join("\n    ", last);
        return "the end of `%s`:%n%s".formatted(path, shown);
    }

    private String latest() {
        if (!Files.exists(path)) {
            return "";
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(begin, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            return "(`%s` cannot be read: %s)".formatted(path, failure.getMessage());
        }
    }
}
