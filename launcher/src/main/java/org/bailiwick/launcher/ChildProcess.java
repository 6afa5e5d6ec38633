package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A long-running program that we started. It stands in a session of its own, so that Ctrl-C at the terminal reaches the
 * launcher alone, which then stops the programs in the order that loses nothing.
 */
record ChildProcess(ProcessHandle handle) {
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    static ChildProcess start(List<String> command, Path directory, Map<String, String> environment, Path log) {
        var line = new ArrayList<String>(List.of("setsid"));
        line.addAll(command);
        var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(ChildProcess::changesTheChild);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(builder.start().toHandle());
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be started: %s".formatted(line.get(1), failure.getMessage()),
                    failure);
        }
    }

    /** Settings of the user's shell that would change how a child behaves. */
    private static boolean changesTheChild(String variable) {
        return variable.startsWith("KC_") || variable.startsWith("PG") || variable.startsWith("JAVA_OPTS")
                || variable.startsWith("SPRING_") || variable.equals("JAVA") || variable.equals("JAVA_TOOL_OPTIONS");
    }

    long pid() {
        return handle.pid();
    }

    boolean isAlive() {
        return handle.isAlive();
    }

    /**
     * Asks by the signal, waits, and ends the whole tree by force when the grace is over.
     *
     * @return whether it was alive and ended without force
     */
    boolean stop(String signal, Duration grace) {
        List<ProcessHandle> tree = tree();
        boolean asked = handle.isAlive();
        if (asked) {
            signal(signal, handle.pid());
        }
        boolean ended = Patience.stubbornlyUntil(grace, () -> tree.stream().noneMatch(ProcessHandle::isAlive));
        if (!ended) {
            tree().forEach(ProcessHandle::destroyForcibly);
            tree.forEach(ProcessHandle::destroyForcibly);
            Patience.stubbornlyUntil(AFTER_KILL, () -> tree.stream().noneMatch(ProcessHandle::isAlive));
        }
        return asked && ended;
    }

    private List<ProcessHandle> tree() {
        var tree = new ArrayList<ProcessHandle>(List.of(handle));
        handle.descendants().forEach(tree::add);
        return tree;
    }

    private static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Patience.stubbornlyUntil(AFTER_KILL, () -> !kill.isAlive());
        } catch (IOException failure) {
            throw new LaunchException("no signal can be sent: %s".formatted(failure.getMessage()), failure);
        }
    }
}
