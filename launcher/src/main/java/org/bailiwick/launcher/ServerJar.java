package org.bailiwick.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The product as a program: each of its commands is a process of its own, with only the credentials it needs. */
record ServerJar(Installation installation) {
    private static final String MIGRATE = "migrate";

    /** glibc keeps what each of many threads once allocated; with two arenas a quarter of the memory is not held. */
    private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");
    /**
     * The heap begins small, not with a share of the machine that is touched before anything is collected. After a first
     * observation most of it is empty; an idle server gives it back to the machine, and with it what native code freed.
     */
    private static final List<String> LITTLE_MEMORY = List.of("-Xms64m", "-XX:G1PeriodicGCInterval=30000",
            "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=30", "-XX:TrimNativeHeapInterval=30000");

    /** Headers of eight bytes (JEP 519); for every process, because the class archive is of one layout of objects. */
    private static final String COMPACT = "-XX:+UseCompactObjectHeaders";

    /** The script that a database administrator runs. */
    String databaseSetup() {
        Command run = Command.run(java(List.of("database-setup")), Path.of("/"));
        if (!run.succeeded()) {
            throw new LaunchException("the database's set-up script could not be made: " + run.everything());
        }
        return run.output();
    }

    /** Brings the schema to this version, as its owner. */
    void migrate(Map<String, String> settings) {
        Path file = settingsFile(MIGRATE, settings);
        try {
            Command run = Command.run(java(List.of(MIGRATE, additional(file))), installation.var());
            Files.writeString(installation.log(MIGRATE), run.everything() + "\n", StandardCharsets.UTF_8);
            if (!run.succeeded()) {
                LogFile log = new LogFile(installation.log(MIGRATE), 0);
                throw new LaunchException("the schema could not be brought to this version"
                        + log.line("bailiwick: ").map(why -> why.substring("bailiwick".length()))
                                .orElseGet(() -> "; " + log.tail()));
            }
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be written".formatted(installation.log(MIGRATE)), failure);
        } finally {
            file.toFile().delete();
        }
    }

    ServerProcess serve(int port, Map<String, String> settings, List<String> further) {
        Path file = settingsFile("serve", settings);
        var arguments = new ArrayList<String>(List.of("serve", "--server.port=" + port, additional(file)));
        arguments.addAll(further);
        LogFile log = LogFile.from(installation.log("server"));
        ClassArchive classes = installation.classArchive();
        var options = new ArrayList<String>(LITTLE_MEMORY);
        options.addAll(classes.useOrLearn());
        return new ServerProcess(
                ChildProcess.start(java(options, arguments), installation.var(), FEW_ARENAS, log.path()),
                log, port, classes);
    }

    /** Before anything slow is begun: ends the server of a killed run, and refuses a port that others hold. */
    void makeWay(int port) {
        stopLeftover();
        if (!RememberedPort.isFree(port)) {
            throw new LaunchException("port %d is taken by another program: stop that, or give another by `--port N`"
                    .formatted(port));
        }
    }

    private void stopLeftover() {
        for (var left = leftover(); left.isPresent(); left = leftover()) {
            left.get().stop("TERM", ServerProcess.STOP_GRACE);
        }
    }

    private Optional<ChildProcess> leftover() {
        String ours = additional(installation.settings("serve"));
        return RunningProcesses.outermost(RunningProcesses.whose(arguments -> arguments.contains(ours)));
    }

    private Path settingsFile(String process, Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        var text = new ByteArrayOutputStream();
        try {
            properties.store(text, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        Path file = installation.settings(process);
        PrivateFile.write(file, text.toString(StandardCharsets.ISO_8859_1));
        return file;
    }

    private static String additional(Path file) {
        return "--spring.config.additional-location=file:" + file;
    }

    private List<String> java(List<String> arguments) {
        return java(installation.classArchive().use(), arguments);
    }

    private List<String> java(List<String> options, List<String> arguments) {
        var line = new ArrayList<String>(List.of(Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx768m", COMPACT, "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        line.addAll(options);
        line.addAll(List.of("-jar", installation.serverJar().toString()));
        line.addAll(arguments);
        return line;
    }
}
