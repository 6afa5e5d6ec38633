package org.bailiwick.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Whoever asked is told that nothing was changed only where that is known. */
@Tag("sql")
class CommitUnknownTests {
    private TestDatabase database;
    private TenantId acme;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        acme = database.tenant("acme");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void commitWhoseAnswerIsLostMayHaveBeenKept() throws IOException {
        try (var line = new LineThatBreaksAtCommit(URI.create(database.url().substring("jdbc:".length())).getPort());
                var cutOff = new PlatformForTests(line.instead(database.properties()), database.time())) {
            assertThatThrownBy(() -> cutOff.transactions().tenant(acme, CommitUnknownTests::change))
                    .isInstanceOf(CommitUnknownException.class)
                    .hasMessage("the database did not confirm the commit");
        }

        assertThat(name()).as("and this one was").isEqualTo("changed");
    }

    @Test
    void commitDuringWhichTheServerEndsMayHaveBeenKept() {
        atCommit("perform pg_terminate_backend(pg_backend_pid())");

        assertThatThrownBy(() -> database.transactions().tenant(acme, CommitUnknownTests::change))
                .isInstanceOf(CommitUnknownException.class);

        assertThat(name()).as("and this one was not").isEqualTo("Tenant acme");
        database.superuserScript("drop trigger at_commit on tenant");
        database.transactions().tenant(acme, CommitUnknownTests::change);
        assertThat(name()).as("the next one goes on").isEqualTo("changed");
    }

    @Test
    void commitThatTheServerRefusesIsKnownNotToHaveBeenKept() {
        atCommit("raise exception 'no' using errcode = '23514'");

        assertThatThrownBy(() -> database.transactions().tenant(acme, CommitUnknownTests::change))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(name()).isEqualTo("Tenant acme");
    }

    private static int change(TenantTx tx) {
        return tx.sql("update tenant set name = 'changed' where tenant_id = :tenant").update();
    }

    private void atCommit(String what) {
        database.superuserScript("""
                                 create function at_commit() returns trigger language plpgsql as $$
                                 begin %s; return null; end $$;
                                 create constraint trigger at_commit after update on tenant
                                 deferrable initially deferred for each row execute function at_commit()"""
                .formatted(what));
    }

    private String name() {
        return database.superuser().sql("select name from tenant where tenant_id = :id").param("id", acme.value())
                .query(String.class).single();
    }

    /** Between the product and its database; the answer to a commit is read and not passed on. */
    private static final class LineThatBreaksAtCommit implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        private final int port;

        LineThatBreaksAtCommit(int port) throws IOException {
            this.port = port;
            Thread.ofVirtual().start(this::accept);
        }

        DatabaseProperties instead(DatabaseProperties of) {
            return new DatabaseProperties(of.url().replace(":" + port, ":" + listener.getLocalPort()), of.tenant(),
                    of.worker(), of.oversight(), of.estate(), of.signin(), of.sequencer(), of.retention());
        }

        private void accept() {
            try {
                while (true) {
                    var near = listener.accept();
                    var far = new Socket(InetAddress.getLoopbackAddress(), port);
                    var committing = new boolean[1];
                    Thread.ofVirtual().start(() -> pass(near, far, bytes -> committing[0] |= bytes.contains("COMMIT")));
                    Thread.ofVirtual().start(() -> pass(far, near, bytes -> {
                        if (committing[0]) {
                            throw new UncheckedIOException(new IOException("the line breaks"));
                        }
                    }));
                }
            } catch (IOException closed) {
                // The test has ended.
            }
        }

        private interface Seen {
            void bytes(String text);
        }

        private static void pass(Socket from, Socket to, Seen seen) {
            try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[8192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    seen.bytes(new String(buffer, 0, read, ISO_8859_1));
                    out.write(buffer, 0, read);
                }
            } catch (IOException | UncheckedIOException broken) {
                // Both ends are closed.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
