package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.ledger.Recorded;

import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.TlogProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values are erased by agreement alone, and every other way in which one goes missing is named. */
class ErasureTests {
    private static final long ADA = 4001;
    private static final long BEN = 4002;
    private static final AboutSubject OF_ADA = new AboutSubject(List.of(ADA), List.of(),
            List.of("ada", "Ada Lovelace"));

    private LogScene scene;
    private TenantId acme;
    private UUID adas;
    private UUID bens;

    @BeforeEach
    void start(@TempDir Path var) {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        adas = scene.appendBy(acme, ADA, "ada");
        bens = scene.appendBy(acme, BEN, "ben");
        scene.append(acme, 5);
        scene.log.sequence();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    @Test
    void erasedValueIsNoFaultAndItsEntryStaysProven() {
        var before = scene.body(acme, adas);
        var erasure = ask(OF_ADA);

        run(erasure);
        scene.seal();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.DONE);
        assertThat(entry(adas).redacted()).contains("/actor/user/name");
        assertThat(entry(adas).disclosed()).doesNotContainValue("ada").containsKey("/bailiwick/authority/chain");
        assertThat(entry(bens).redacted()).as("nothing of others").isEmpty();
        assertThat(scene.body(acme, adas)).isEqualTo(before);
        assertThat(scene.<Optional<TlogProof>>read(acme, tx -> scene.log.logs().proof(tx, adas))).isPresent();
        assertThat(scene.rebuild(acme).fault()).isNull();
        assertThat(told()).hasSize(1).allSatisfy(text -> assertThat(text).doesNotContainPattern("(?i)\\bada\\b"));
    }

    @Test
    void erasureThatIsCarriedOutTwiceIsOneEntry() {
        var erasure = ask(OF_ADA);

        run(erasure);
        run(erasure);
        var done = find(erasure);
        scene.database.superuserScript("insert into work (kind, tenant_id, subject, due) values ('%s', %d, %d, now())"
                .formatted(EraseValues.KIND, acme.value(), done.id()));
        scene.log.pass();

        assertThat(told()).hasSize(1);
        assertThat(find(erasure).erased()).isEqualTo(find(erasure).values());
        scene.seal();
        assertThat(scene.rebuild(acme).fault()).isNull();
    }

    @Test
    void valueThatWasDeletedWithoutAnErasureIsNamed() {
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s' and pointer = '%s'"
                        .formatted(adas, "/actor/user/name"));

        var fault = scene.rebuild(acme).fault();

        assertThat(fault.index()).isZero();
        assertThat(fault.what()).isEqualTo(
                "the value of `/actor/user/name` is gone, and no entry of the log says that it was erased");
    }

    /** Whoever edits the database lists a value among those of an erasure that another entry has told of. */
    @Test
    void erasureOfOneValueExcusesNoOther() {
        run(ask(OF_ADA));
        scene.seal();
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s' and pointer = '/message'"
                        .formatted(bens));
        scene.asSuperuser(acme, """
                                insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id, erased_in)
                                select tenant_id, '%s', '/message', erasure_id, erased_in from ev_erasure_value
                                where tenant_id = :tenant limit 1""".formatted(bens));

        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::index).contains(1L);
    }

    @Test
    void erasureIsNotBelievedWithoutItsEntry() {
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s' and pointer = '/message'"
                        .formatted(adas));
        var erasure = ask(OF_ADA);
        scene.asSuperuser(acme, """
                                insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id, erased_in)
                                select :tenant, '%s', '/message', erasure_id, '%s' from ev_erasure
                                where tenant_id = :tenant""".formatted(adas, bens));

        assertThat(find(erasure).erased()).isZero();
        assertThat(scene.rebuild(acme).fault()).extracting(LogFault::what).asString().contains("`/message` is gone");
    }

    @Test
    void legalHoldWinsOverWhatWasApproved() {
        var erasure = ask(OF_ADA);
        var hold = UUID.randomUUID();
        scene.read(acme, tx -> {
            scene.log.holds().set(tx, hold, "proceeding", null, true);
            return true;
        });

        run(erasure);
        assertThat(find(erasure).state()).isEqualTo(Erasure.State.HELD);
        assertThat(entry(adas).redacted()).isEmpty();
        assertThat(told()).isEmpty();

        scene.read(acme, tx -> scene.log.holds().lift(tx, hold, "over"));
        scene.database.time().advance(Duration.ofMinutes(61));
        scene.log.pass();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.DONE);
        assertThat(entry(adas).redacted()).isNotEmpty();
    }

    @Test
    void onlyTheRoleThatRemovesMayErase() {
        for (var statement : List.of("delete from ev_disclosure", "delete from ev_value",
                "update ev_erasure_value set erased_in = event_id", "update ev_erasure set hash = sha256('x')",
                "delete from ev_erasure", "delete from ev_erasure_value")) {
            for (var role : List.of("tenant", "worker")) {
                assertThatThrownBy(() -> {
                    if (role.equals("tenant")) {
                        scene.database.transactions().tenant(acme, tx -> tx.sql(statement).update());
                    } else {
                        scene.database.transactions().worker(acme, tx -> tx.sql(statement).update());
                    }
                }).as(role + ": " + statement).rootCause().hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void namesAreFoundAsWordsOfTheirOwn() {
        assertThat(values(new AboutSubject(List.of(), List.of(), List.of("BOB")))).as("billing of bob")
                .allMatch(value -> value.pointer().equals("/bailiwick/concerns/name")).hasSize(7);
        assertThat(values(new AboutSubject(List.of(), List.of(), List.of("bo", "illing", "b.b", "%", "(")))).isEmpty();
        assertThat(values(new AboutSubject(List.of(), List.of("grant/g-2"), List.of()))).as("what is about it")
                .extracting(ErasableValue::pointer).containsOnly("/bailiwick/concerns/name", "/message");
        assertThat(values(new AboutSubject(List.of(), List.of(), List.of("ben")))).as("who acted is another's")
                .isEmpty();
        assertThat(new AboutSubject(List.of(), List.of(), List.of("Zoë (Ops)")).namedIn("for zoë (ops), as asked"))
                .isTrue();
        assertThat(new AboutSubject(List.of(), List.of(), List.of("ann")).namedIn("planned")).isFalse();
    }

    @Test
    void retentionOfErasedEntriesIsNoFaultEither() {
        run(ask(OF_ADA));
        scene.seal();
        scene.database.superuserScript("""
                                       delete from ev_disclosure where event_id = '%1$s';
                                       delete from ev_entry where event_id = '%1$s'""".formatted(adas));

        assertThat(scene.rebuild(acme).faults().named()).as("the entry alone").extracting(LogFault::what)
                .containsExactly("the entry is gone");
    }

    private List<ErasableValue> values(AboutSubject subject) {
        return scene.read(acme, tx -> scene.log.erasures().of(tx, subject, tx.now())).values();
    }

    private UUID ask(AboutSubject subject) {
        var id = UUID.randomUUID();
        scene.read(acme, tx -> {
            var erasures = scene.log.erasures();
            erasures.order(tx, erasures.ask(tx, new Erasures.Asked(id, "person", "sub-1", tx.now(), "00".repeat(32),
                    "asked for", "HALO 9", new PersonId(BEN), true, new UUID(5, 6)),
                    erasures.of(tx, subject, tx.now())));
            return true;
        });
        return id;
    }

    private void run(UUID erasure) {
        scene.log.pass();
    }

    private Erasure find(UUID id) {
        return scene.read(acme, tx -> scene.log.erasures().find(tx, id)).orElseThrow();
    }

    private Recorded entry(UUID id) {
        return scene.read(acme, tx -> LedgerForTests.over(scene.database.platform()).ledger().find(tx, id))
                .orElseThrow();
    }

    /** All that the entries say that tell of an erasure, body and values. */
    private List<String> told() {
        return Stream
                .of("select convert_from(body, 'UTF8') || coalesce((select string_agg(value, ' ') from ev_disclosure d"
                        + " where d.event_id = e.event_id), '') from ev_entry e where action = '%s'"
                                .formatted(Activity.VALUES_ERASED.text()))
                .flatMap(sql -> scene.database.superuser().sql(sql).query(String.class).list().stream()).toList();
    }
}
