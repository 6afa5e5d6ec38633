package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Target;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.note.TlogProof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values are erased by agreement alone, and what they stood beside stays proven. */
class ErasureTests extends ErasureScene {
    @Test
    void erasedValueIsNoFaultAndItsEntryStaysProven() {
        var before = scene.body(acme, adas);
        var erasure = agreed(OF_ADA);

        run();
        scene.seal();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.DONE);
        assertThat(attested(adas)).containsOnlyKeys("/actor/user/name").containsValue(told().getFirst());
        assertThat(entry(adas).redacted()).contains("/actor/user/name");
        assertThat(entry(adas).disclosed()).doesNotContainValue("ada").containsKey("/bailiwick/authority/chain");
        assertThat(entry(bens).redacted()).as("nothing of others").isEmpty();
        assertThat(scene.body(acme, adas)).isEqualTo(before);
        assertThat(scene.<Optional<TlogProof>>read(acme, tx -> scene.log.logs().proof(tx, adas))).isPresent();
        assertThat(scene.rebuild(acme).fault()).isNull();
        assertThat(texts()).hasSize(1).allSatisfy(text -> assertThat(text).doesNotContainPattern("(?i)\\bada\\b")
                .as("nobody takes an id out of it later").doesNotContain("sub-1"));
    }

    /** Entries of before named the subject by an id. */
    @Test
    void erasureThatOlderEntriesTellOfIsBelieved() {
        var value = new ErasableValue(bens, "/message");
        var erasure = find(asked(OF_ADA));
        var uid = erasure.publicId().toString();
        var list = ErasableValue.sha256(List.of(value));
        scene.appendBy(acme, BEN, "ben", Activity.ERASURE_REQUESTED, new Target("erasure", uid, "the data"),
                CORRELATION, Json.object().put("subject_kind", "person").put("subject", "provider/sub-1")
                        .put("values_sha256", list).put("hash", erasure.hash()).build());
        scene.appendBy(acme, ADA, "ada", Activity.APPROVED, new Target("approval", "a-1", "the data"), CORRELATION,
                Json.object().put("subjectKind", "erasure").put("subject", uid).put("subjectHash", erasure.hash())
                        .build());
        scene.log.sequence();
        deleteMessage(bens);
        rows(erasure.publicId(), value, scene.appendBy(acme, BEN, "ben", Activity.VALUES_ERASED,
                new Target("erasure", uid, "the data"), CORRELATION,
                Json.object().put("erasure", uid).put("subject_kind", "person").put("subject", "provider/sub-1")
                        .put("values_sha256", list).build()));
        scene.seal();

        assertThat(scene.rebuild(acme).fault()).isNull();
    }

    @Test
    void erasureThatIsCarriedOutTwiceIsOneEntry() {
        var erasure = agreed(OF_ADA);

        run();
        run();
        var done = find(erasure);
        scene.database.superuserScript("insert into work (kind, tenant_id, subject, due) values ('%s', %d, %d, now())"
                .formatted(EraseValues.KIND, acme.value(), done.id()));
        scene.log.pass();

        assertThat(told()).hasSize(1);
        assertThat(find(erasure).erased()).isEqualTo(find(erasure).shown().values());
        scene.seal();
        assertThat(scene.rebuild(acme).fault()).isNull();
    }

    @Test
    void nothingIsErasedBeforeTheLogTellsWhoAgreed() {
        var erasure = asked(OF_ADA);
        approve(find(erasure));
        run();
        assertThat(find(erasure).state()).isEqualTo(Erasure.State.ORDERED);
        assertThat(entry(adas).redacted()).isEmpty();

        story(find(erasure), find(erasure).shown().valuesSha256(), BEN, ADA);
        scene.log.sequence();
        scene.database.time().advance(Duration.ofSeconds(2));
        run();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.DONE);
    }

    @Test
    void whatIsTakenBackOrRefusedInTimeIsNotErased() {
        var withdrawn = agreed(OF_ADA);
        scene.read(acme, tx -> {
            scene.log.erasures().withdraw(tx, scene.log.erasures().lock(tx, withdrawn).orElseThrow());
            return true;
        });

        run();

        assertThat(find(withdrawn).state()).isEqualTo(Erasure.State.WITHDRAWN);
        assertThat(entry(adas).redacted()).isEmpty();
    }

    @Test
    void legalHoldWinsOverWhatWasApproved() {
        var erasure = agreed(OF_ADA);
        var hold = UUID.randomUUID();
        scene.read(acme, tx -> {
            scene.hold(tx, hold, "proceeding");
            return true;
        });
        scene.asSuperuser(acme,
                "update ev_hold set lifted_at = now(), lift_reason = 'x' where tenant_id = :tenant");

        run();
        assertThat(find(erasure).state()).as("by its entry, whatever the row says").isEqualTo(Erasure.State.HELD);
        scene.asSuperuser(acme, "update ev_hold set lifted_at = null, lift_reason = null where tenant_id = :tenant");
        assertThat(entry(adas).redacted()).isEmpty();
        assertThat(told()).isEmpty();

        scene.read(acme, tx -> scene.lift(tx, hold, "over"));
        scene.database.time().advance(Duration.ofMinutes(61));
        scene.log.pass();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.DONE);
        assertThat(entry(adas).redacted()).isNotEmpty();
    }

    @Test
    void onlyTheRoleThatRemovesMayErase() {
        for (var statement : List.of("delete from ev_disclosure", "delete from ev_value",
                "update ev_erasure_value set erased_in = event_id", "update ev_erasure set hash = sha256('x')",
                "delete from ev_erasure", "delete from ev_erasure_value",
                "insert into ev_erasure_value select tenant_id, event_id, pointer, 1, event_id from ev_disclosure")) {
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
    void valuesAreFoundByIdsAndNeverByWhatTheySay() {
        assertThat(values(AboutSubject.of(List.of(ADA), List.of())))
                .containsExactly(new ErasableValue(adas, "/actor/user/name"));
        assertThat(values(AboutSubject.of(List.of(), List.of("grant/g-2")))).as("what is about it")
                .hasSize(4).extracting(ErasableValue::pointer)
                .containsOnly("/bailiwick/concerns/name", "/message");
        assertThat(values(chosen(bens, null))).as("all of one entry").extracting(ErasableValue::pointer)
                .containsExactly("/actor/user/name", "/bailiwick/authority/chain", "/bailiwick/concerns/name",
                        "/message");
        assertThat(values(chosen(bens, "/message"))).containsExactly(new ErasableValue(bens, "/message"));
        assertThat(values(chosen(bens, "/user/name"))).isEmpty();
        assertThat(values(AboutSubject.of(List.of(), List.of("grant/billing of bob", "bob")))).isEmpty();
    }

    private static AboutSubject chosen(UUID event, @Nullable String pointer) {
        return AboutSubject.of(new AboutSubject.Chosen(event, Optional.ofNullable(pointer)));
    }

    @Test
    void retentionOfErasedEntriesIsNoFaultEither() {
        agreed(OF_ADA);
        run();
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
}
