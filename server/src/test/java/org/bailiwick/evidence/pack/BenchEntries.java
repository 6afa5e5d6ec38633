package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Commitment;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.bailiwick.testing.TestDatabase;
import org.postgresql.PGConnection;

/**
 * Entries as the ledger would have written them, past the walls and as fast as it goes: some 900 bytes, random ids, two
 * values beside each, one in five a decision or a change, so that it stands in a table too.
 */
final class BenchEntries {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] SALT = new byte[32];
    private static final List<String> ACTIONS = List.of("finding opened", "grant kept", "signed in", "access denied",
            "snapshot ended", "finding closed", "change state", "access denied", "oversight read", "finding changed");

    private BenchEntries() {}

    static void fill(TestDatabase database, TenantId tenant, int entries) throws Exception {
        database.superuserScript(
                "create table bench_entry (n int, event_id uuid, action text, body bytea, leaf bytea)");
        try (var connection = database.superuserConnection(); var in = new PipedInputStream(1 << 20)) {
            var out = new PipedOutputStream(in);
            var writing = CompletableFuture.runAsync(() -> write(out, entries));
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy bench_entry from stdin", in);
            writing.join();
        }
        // Foreign keys are checked by triggers, which a replica leaves out; these indexes serve filters, and no pack.
        database.superuserScript("""
                                 drop index ev_entry_by_correlation, ev_entry_by_action, ev_entry_by_target,
                                   ev_entry_by_person, ev_entry_by_ticket;
                                 set session_replication_role = replica;
                                 insert into ev_entry select %1$d, event_id,
                                   now() - interval '2 hours' + n * interval '1 millisecond', action, 'success', null,
                                   null, null, event_id, body, leaf from bench_entry;
                                 insert into ev_disclosure select %1$d, event_id, pointer, '\\x%2$s', 'value ' || n
                                   from bench_entry, unnest(array['/bailiwick/concerns/name', '/message']) pointer;
                                 set session_replication_role = origin;
                                 analyze ev_entry; analyze ev_disclosure""".formatted(tenant.value(),
                HEX.formatHex(SALT)));
    }

    /** To the sequencer. */
    static void hand(TestDatabase database, TenantId tenant) {
        database.superuserScript("insert into ev_inbox select %d, event_id from bench_entry; drop table bench_entry"
                .formatted(tenant.value()));
    }

    private static void write(OutputStream rows, int entries) {
        var random = new SplittableRandom(7);
        try (var out = new BufferedOutputStream(rows, 1 << 16)) {
            for (int n = 0; n < entries; n++) {
                var id = new UUID(random.nextLong(), random.nextLong());
                var action = ACTIONS.get(n % ACTIONS.size());
                byte[] body = body(n, id, action);
                out.write("%d\t%s\t%s\t\\\\x%s\t\\\\x%s\n".formatted(n, id, action, HEX.formatHex(body),
                        HEX.formatHex(LeafHash.of(body).bytes())).getBytes(UTF_8));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] body(int n, UUID id, String action) {
        var committed = Commitment.of(SALT, "value " + n).hex();
        return CanonicalJson.bytes(Json.object().put("class_uid", 3004).put("activity_id", 99)
                .put("time_dt", "2026-11-22T12:00:00Z")
                .put("metadata", Json.object().put("uid", id.toString()).put("correlation_uid", id.toString())
                        .put("version", "1.8.0").build())
                .put("actor", Json.object().put("app_name", "Bailiwick").build())
                .put("filling", "x".repeat(200))
                .put("bailiwick", Json.object().put("action", action).put("outcome", "success")
                        .put("concerns", Json.object().put("type", "grant").put("uid", id.toString()).build())
                        .put("commitments", Json.array(commitment("/bailiwick/concerns/name", committed),
                                commitment("/message", committed)))
                        .build())
                .build());
    }

    private static Json commitment(String pointer, String hex) {
        return Json.object().put("pointer", pointer).put("hmac_sha256", hex).build();
    }
}
