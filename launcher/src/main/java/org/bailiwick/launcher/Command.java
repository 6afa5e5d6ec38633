package org.bailiwick.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command that was run to its end; what it printed is kept, for use and for the message of a failure. */
record Command(int exitCode, String output, String errors) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    static Command run(List<String> command, Path directory) {
        try {
            Path output = Files.createTempFile("bailiwick-", ".out");
            Path errors = Files.createTempFile("bailiwick-", ".err");
            try {
                int exitCode = run(command, directory, output, errors);
                return new Command(exitCode, text(output), text(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException failure) {
            return new Command(127, "", String.valueOf(failure.getMessage()));
        }
    }

    private static int run(List<String> command, Path directory, Path output, Path errors) throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            return 124;
        } catch (InterruptedException interrupted) {
            throw new LaunchException("stopped while it started", interrupted);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    String everything() {
        return (output + "\n" + errors).strip();
    }

    /** Is the launcher run by root? */
    static boolean asRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
