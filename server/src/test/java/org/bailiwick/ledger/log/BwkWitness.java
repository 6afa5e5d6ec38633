package org.bailiwick.ledger.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bailiwick.proof.note.VerifierKey;

/** {@code bwk witness} as a tenant runs it: a process of its own with a folder of its own, which can be stopped. */
public final class BwkWitness implements AutoCloseable {
    private final Path folder;
    private final String logKey;
    private Process process;
    private String key = "";
    private String address = "";

    public BwkWitness(Path folder, String logKey) {
        this.folder = folder;
        this.logKey = logKey;
        this.process = start("127.0.0.1:0");
    }

    public Witness witness() {
        return new Witness(UUID.randomUUID(), "ours", URI.create(address), VerifierKey.parse(key));
    }

    void stop() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the witness does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** With what it remembers, where it was. */
    void comeBack() {
        process = start(URI.create(address).getAuthority());
    }

    private Process start(String listen) {
        try {
            var started = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", "org.bailiwick.bwk.Bwk",
                    "witness", "--data", folder.toString(), "--name", "acme.example/witness", "--log", logKey,
                    "--listen", listen).redirectErrorStream(true).start();
            // Left open: what it says later fills no pipe, it says a line a request.
            var said = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
            key = String.valueOf(said.readLine()).replace("witness ", "");
            address = String.valueOf(said.readLine()).replace("listens on ", "");
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
