package org.bailiwick.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command that is run to its end; what it printed is kept for the message of a failure. */
record Command(int exitCode, String output) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    static Command run(List<String> command, Path directory) {
        try {
            Path output = Files.createTempFile("bailiwick-", ".out");
            try {
                return run(command, directory, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException failure) {
            return new Command(127, String.valueOf(failure.getMessage()));
        }
    }

    private static Command run(List<String> command, Path directory, Path output) throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        int exitCode = exitCodeOf(process);
        return new Command(exitCode, Files.readString(output, StandardCharsets.UTF_8).strip());
    }

    private static int exitCodeOf(Process process) {
        try {
            if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return 124;
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while a command ran", interrupted);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
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
