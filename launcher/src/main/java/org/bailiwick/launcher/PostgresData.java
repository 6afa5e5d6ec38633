package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * A data directory of PostgreSQL: made once, its settings rewritten at every start, and cleared of what a killed run left
 * behind. Everybody proves who they are by SCRAM, and only this machine is listened to.
 */
record PostgresData(Path folder) {
    static final String SUPERUSER = "postgres";

    private static final String SETTINGS = """
                                           # written at every start: changes made here are lost
                                           listen_addresses = '127.0.0.1'
                                           unix_socket_directories = ''
                                           password_encryption = scram-sha-256
                                           max_connections = 60
                                           shared_buffers = 128MB
                                           fsync = on
                                           synchronous_commit = on
                                           full_page_writes = on
                                           checkpoint_timeout = 5min
                                           max_wal_size = 2GB
                                           timezone = 'UTC'
                                           log_timezone = 'UTC'
                                           log_line_prefix = '%m [%p] %q%u@%d '
                                           """;
    private static final String WHO_MAY_CONNECT = """
                                                  # written at every start: changes made here are lost
                                                  host all all 127.0.0.1/32 scram-sha-256
                                                  """;

    boolean exists() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    void refuseOtherMajor(String major) {
        String found = PrivateFile.read(folder.resolve("PG_VERSION"));
        if (!found.equals(major)) {
            throw new LaunchException(("data in `%s` is of PostgreSQL %s and these programs are %s: keep the folder, "
                    + "start the version that wrote it and bring the data over by export and import")
                    .formatted(folder, found, major));
        }
    }

    void create(Path programs, RunAs runAs, String password) {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(fresh);
        Path passwordFile = folder.resolveSibling(folder.getFileName() + ".initial");
        PrivateFile.write(passwordFile, password);
        runAs.own(passwordFile);
        try {
            Command made = Command.run(runAs.command(List.of(programs.resolve("bin/initdb").toString(), "-D",
                    fresh.toString(), "-U", SUPERUSER, "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile)), Path.of("/"));
            if (!made.succeeded()) {
                throw new LaunchException("PostgreSQL could not make its data in `%s`: %s"
                        .formatted(folder, made.everything()));
            }
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(passwordFile);
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be made: is something else in its place?".formatted(folder),
                    failure);
        }
    }

    void configure() {
        try {
            Files.writeString(folder.resolve("postgresql.conf"), SETTINGS, StandardCharsets.UTF_8);
            Files.writeString(folder.resolve("pg_hba.conf"), WHO_MAY_CONNECT, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new LaunchException("settings in `%s` cannot be written: check who owns it".formatted(folder),
                    failure);
        }
    }

    /** Server processes that still run on this data, whoever started them. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::runsHere).toList();
    }

    private boolean runsHere(ProcessHandle process) {
        Path entry = Path.of("/proc", Long.toString(process.pid()));
        try {
            return entry.resolve("cwd").toRealPath().equals(folder.toRealPath())
                    && Files.readSymbolicLink(entry.resolve("exe")).toString().contains("/bin/postgres");
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** Ends what runs here: politely where a postmaster listens, by force otherwise. */
    void stopProcesses() {
        List<ProcessHandle> running = processes();
        PostmasterFile.of(folder).map(PostmasterFile::pid).flatMap(ProcessHandle::of)
                .filter(running::contains).ifPresent(postmaster -> new ChildProcess(postmaster)
                        .stop("INT", Duration.ofSeconds(10)));
        processes().forEach(ProcessHandle::destroyForcibly);
        Patience.stubbornlyUntil(Duration.ofSeconds(10), () -> processes().isEmpty());
    }

    /** A lock file that no process stands behind would stop the start: its number may by now be another program's. */
    void removeStaleLock() {
        if (processes().isEmpty()) {
            try {
                Files.deleteIfExists(folder.resolve("postmaster.pid"));
            } catch (IOException failure) {
                throw new LaunchException("`%s` cannot be removed: check who owns it".formatted(folder), failure);
            }
        }
    }
}
