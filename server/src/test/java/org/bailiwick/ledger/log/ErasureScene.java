package org.bailiwick.ledger.log;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log of which values are to be erased, and the rows and entries of those who agree on it or forge that. */
abstract class ErasureScene {
    static final long ADA = 4001;
    static final long BEN = 4002;
    static final UUID CORRELATION = new UUID(5, 6);
    static final AboutSubject OF_ADA = AboutSubject.of(List.of(ADA), List.of());

    LogScene scene;
    TenantId acme;
    UUID adas;
    UUID bens;

    @BeforeEach
    final void start(@TempDir Path var) {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        adas = scene.appendBy(acme, ADA, "ada");
        bens = scene.appendBy(acme, BEN, "ben");
        scene.append(acme, 5);
        scene.log.sequence();
    }

    @AfterEach
    final void stop() {
        scene.close();
    }

    /** As two people agree, and as the log tells it. */
    final UUID agreed(AboutSubject subject) {
        var id = asked(subject);
        var erasure = find(id);
        approve(erasure);
        story(erasure, erasure.shown().valuesSha256(), BEN, ADA);
        scene.log.sequence();
        return id;
    }

    final UUID asked(AboutSubject subject) {
        var id = UUID.randomUUID();
        scene.read(acme, tx -> {
            var erasures = scene.log.erasures();
            var until = tx.now().truncatedTo(ChronoUnit.MILLIS);
            var found = erasures.of(tx, subject, until);
            return erasures.ask(tx, new Erasures.Asked(id, found.shown("person", "sub-1", until), "asked for",
                    "HALO 9", new PersonId(BEN), true, CORRELATION), found);
        });
        return id;
    }

    /** Another module's rows; only those columns matter that are read. */
    final void approve(Erasure erasure) {
        scene.database.superuserScript(
                """
                set session_replication_role = replica;
                insert into approval (tenant_id, public_id, subject_kind, subject_id, subject_hash, title,
                  capability, requested_by, request_authority_id, requested_at, until, correlation, state,
                  decided_by, decision_authority_id, evaluation_id, decided_at, used_at)
                values (%d, gen_random_uuid(), 'erasure', '%s', '\\x%s', 't', 'record.keep', %d, 1,
                  now(), now() + interval '9 days', gen_random_uuid(), 'used', %d, 1, gen_random_uuid(),
                  now(), now());
                reset session_replication_role"""
                        .formatted(acme.value(), erasure.publicId(), erasure.hash(), BEN, ADA));
        scene.read(acme, tx -> {
            scene.log.erasures().order(tx, erasure);
            return true;
        });
    }

    final void story(Erasure erasure, String list, long asker, long approver) {
        var uid = erasure.publicId().toString();
        scene.appendBy(acme, asker, subject(asker), Activity.ERASURE_REQUESTED, new Target("erasure", uid, "the data"),
                CORRELATION,
                Json.object().put("values_sha256", list).put("hash", erasure.hash()).build());
        scene.appendBy(acme, approver, subject(approver), Activity.APPROVED, new Target("approval", "a-1", "the data"),
                CORRELATION,
                Json.object().put("subjectKind", "erasure").put("subject", uid).put("subjectHash", erasure.hash())
                        .build());
    }

    private static String subject(long person) {
        return person == ADA ? "ada" : "ben";
    }

    final UUID erasedEntry(UUID erasure, ErasableValue value) {
        return scene.appendBy(acme, BEN, subject(BEN), Activity.VALUES_ERASED,
                new Target("erasure", erasure.toString(), "the data"), CORRELATION,
                Json.object().put("erasure", erasure.toString())
                        .put("values_sha256", ErasableValue.sha256(List.of(value))).build());
    }

    final void rows(UUID erasure, ErasableValue value, UUID in) {
        scene.asSuperuser(acme,
                """
                insert into ev_erasure (tenant_id, public_id, subject_kind, subject_id, read_until, value_count,
                  entry_count, values_sha256, hash, reason, ticket, requested_by, of_tenant, requested_at,
                  correlation, state, state_at)
                values (:tenant, '%s', 'person', 'x', now(), 1, 1, sha256('x'), sha256('y'), 'r', 't', 1, true,
                  now(), '%s', 'done', now())
                on conflict (tenant_id, public_id) do update set state = 'done'""".formatted(
                        erasure, CORRELATION));
        scene.asSuperuser(acme, """
                                insert into ev_erasure_value
                                select tenant_id, '%s', '%s', erasure_id, '%s' from ev_erasure
                                where tenant_id = :tenant and public_id = '%s'"""
                .formatted(value.event(), value.pointer(), in, erasure));
    }

    final void deleteMessage(UUID event) {
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s' and pointer = '/message'"
                        .formatted(event));
    }

    final void run() {
        scene.log.pass();
    }

    final Erasure find(UUID id) {
        return scene.read(acme, tx -> scene.log.erasures().find(tx, id)).orElseThrow();
    }

    final Recorded entry(UUID id) {
        return scene.read(acme, tx -> LedgerForTests.over(scene.database.platform()).ledger().find(tx, id))
                .orElseThrow();
    }

    final Map<String, UUID> attested(UUID entry) {
        return scene.read(acme, tx -> scene.log.erasures().attested(tx, List.of(entry))).getOrDefault(entry, Map.of());
    }

    final List<UUID> told() {
        return scene.database.superuser().sql("select event_id from ev_entry where action = :action")
                .param("action", Activity.VALUES_ERASED.text()).query(UUID.class).list();
    }

    /** All that the entries say that tell of an erasure, body and values. */
    final List<String> texts() {
        return scene.database.superuser()
                .sql("select convert_from(body, 'UTF8') || coalesce((select string_agg(value, ' ') from ev_disclosure d"
                        + " where d.event_id = e.event_id), '') from ev_entry e where action = :action")
                .param("action", Activity.VALUES_ERASED.text()).query(String.class).list();
    }
}
