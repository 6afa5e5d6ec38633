package org.bailiwick.ledger.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own on a small disk that can really be filled, where this machine lets us mount one. */
final class SmallDisk implements AutoCloseable {
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    final int port;

    private SmallDisk(Process process, int port) {
        this.process = process;
        this.port = port;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Empty where mounting is not permitted, or PostgreSQL's programs lie where they cannot be seen.
     *
     * @param unpacked below which the programs lie
     */
    static Optional<SmallDisk> make(Path folder, Path unpacked, int megabytes) throws IOException {
        var programs = programs(unpacked);
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        var place = Files.createDirectory(folder.resolve("disk"));
        var script = folder.resolve("small-disk.sh");
        try (var in = SmallDisk.class.getResourceAsStream("/faults/small-disk.sh")) {
            Files.copy(in, script);
        }
        int port = freePort();
        var command = new ArrayList<>(root()
                ? List.of("unshare", "-m")
                : List.of("unshare", "-Um", "--map-current-user", "--keep-caps"));
        command.addAll(List.of("sh", script.toString(), place.toString(), programs.get().toString(),
                Integer.toString(port), Integer.toString(megabytes)));
        var disk = new SmallDisk(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
                port);
        if ("made".equals(disk.answers.readLine())) {
            return Optional.of(disk);
        }
        disk.close();
        return Optional.empty();
    }

    String order(String what) {
        try {
            orders.write(what + "\n");
            orders.flush();
            return String.valueOf(answers.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> programs(Path unpacked) throws IOException {
        try (Stream<Path> files = Files.find(unpacked, 3,
                (file, attributes) -> file.endsWith("bin/postgres")
                        && file.toString().contains("postgres-binaries-18"))) {
            return files.sorted().findFirst().map(file -> file.toAbsolutePath().getParent());
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Its input ends, and with it the server and the disk. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
