package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A value that goes missing in any other way than by agreement of two people is named. */
class ForgedErasureTests extends ErasureScene {
    @Test
    void valueThatWasDeletedWithoutAnErasureIsNamed() {
        scene.asSuperuser(acme,
                "delete from ev_disclosure where tenant_id = :tenant and event_id = '%s' and pointer = '%s'"
                        .formatted(adas, "/actor/user/name"));

        var fault = scene.rebuild(acme).fault();

        assertThat(fault.index()).isZero();
        assertThat(fault.what()).isEqualTo(
                "the value of `/actor/user/name` is gone, and no erasure on record says so");
        assertThat(attested(adas)).isEmpty();
    }

    /** Whoever edits the database lists a value among those of an erasure that another entry has told of. */
    @Test
    void erasureOfOneValueExcusesNoOther() {
        agreed(OF_ADA);
        run();
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
        deleteMessage(adas);
        asked(OF_ADA);
        scene.asSuperuser(acme, """
                                insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id, erased_in)
                                select :tenant, '%s', '/message', erasure_id, '%s' from ev_erasure
                                where tenant_id = :tenant""".formatted(adas, bens));

        assertThat(scene.rebuild(acme).fault()).extracting(LogFault::what).asString().contains("`/message` is gone");
    }

    /** With every row that there would be, and an entry that the log takes like any other. */
    @Test
    void forgedErasureIsNamedBecauseNobodyAskedForItAndNobodyApprovedIt() {
        deleteMessage(bens);
        var value = new ErasableValue(bens, "/message");
        var forged = UUID.randomUUID();
        rows(forged, value, erasedEntry(forged, value));
        scene.seal();

        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::what)
                .containsExactly("the value of `/message` is gone, and no erasure on record says so");
        assertThat(attested(bens)).isEmpty();
    }

    /** Nor is it one of another list, or one that who asked approved. */
    @Test
    void storyOfAnotherListOrOfOnePersonAloneIsNoneOfIt() {
        var value = new ErasableValue(bens, "/message");
        deleteMessage(bens);
        for (var approver : List.of(ADA, BEN)) {
            var erasure = find(asked(OF_ADA));
            var list = approver == ADA ? "00".repeat(32) : ErasableValue.sha256(List.of(value));
            story(erasure, list, BEN, approver);
            scene.log.sequence();
            rows(erasure.publicId(), value, erasedEntry(erasure.publicId(), value));
        }
        scene.seal();

        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::index).containsExactly(1L);
    }

    @Test
    void nothingIsErasedOfAListThatIsNotTheOneApproved() {
        var erasure = agreed(OF_ADA);
        long id = find(erasure).id();
        scene.read(acme, tx -> tx.sql("""
                                      insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id)
                                      values (:tenant, :event, '/message', :id)""").param("event", bens)
                .param("id", id).update());

        run();

        assertThat(find(erasure).state()).isEqualTo(Erasure.State.FAILED);
        assertThat(find(erasure).problem()).hasValue("the list of values is not the one that was approved");
        assertThat(entry(adas).redacted()).isEmpty();
        assertThat(entry(bens).redacted()).isEmpty();
    }

    @Test
    void nothingIsErasedForAnotherReasonOrWithoutAnApprovalOfAnother() {
        for (var edit : List.of("update ev_erasure set reason = 'another' where tenant_id = :tenant",
                "update approval set decided_by = requested_by where tenant_id = :tenant",
                "update approval set subject_hash = sha256('x') where tenant_id = :tenant",
                "delete from approval where tenant_id = :tenant")) {
            var erasure = agreed(OF_ADA);
            scene.database
                    .superuserScript("alter table approval drop constraint if exists approval_is_never_by_who_asked");
            scene.asSuperuser(acme, edit);

            run();

            assertThat(find(erasure).state()).as(edit).isEqualTo(Erasure.State.FAILED);
            assertThat(entry(adas).redacted()).as(edit).isEmpty();
        }
    }
}
