package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a killed run left behind, found by the command line that we gave it and never by a name others may have too. */
final class RunningProcesses {
    private RunningProcesses() {}

    static List<ProcessHandle> whose(Predicate<List<String>> arguments) {
        return ProcessHandle.allProcesses().filter(process -> arguments.test(argumentsOf(process))).toList();
    }

    static Optional<ChildProcess> outermost(List<ProcessHandle> processes) {
        return processes.stream().filter(process -> process.parent().filter(processes::contains).isEmpty())
                .findFirst().map(ChildProcess::new);
    }

    private static List<String> argumentsOf(ProcessHandle process) {
        try {
            Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
            return List.of(Files.readString(line, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException gone) {
            return List.of();
        }
    }
}
