package org.bailiwick.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a child process: appended to over restarts, and read back from where this start began. */
record LogFile(Path path, long begin) {
    private static final int TAIL_LINES = 25;
    private static final int TAIL_BYTES = 64 * 1024;

    /** The log as it grows from now on. */
    static LogFile from(Path path) {
        Folders.create(path.toAbsolutePath().getParent());
        try {
            return new LogFile(path, Files.exists(path) ? Files.size(path) : 0);
        } catch (IOException failure) {
            throw new LaunchException("log `%s` cannot be read: check who owns it".formatted(path), failure);
        }
    }

    boolean says(String text) {
        return latest().contains(text);
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
