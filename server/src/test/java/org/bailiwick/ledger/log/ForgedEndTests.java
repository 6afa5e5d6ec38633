package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a log ends is what its key says, not what a row says: nobody makes a pass endless or hides what is behind the end. */
@Tag("sql")
class ForgedEndTests {
    private static final int ENTRIES = 600;
    private static final long HUGE = 1L << 62;
    private static final String FORGED = "the checkpoint of size %d is not one that this log signed".formatted(HUGE);

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId msp;
    private TenantId acme;
    private TenantId birch;

    @BeforeEach
    void threeLogs() {
        scene = new LogScene(var);
        msp = scene.database.msp();
        acme = scene.tenant("acme");
        birch = scene.tenant("birch");
        scene.append(msp);
        scene.append(acme, ENTRIES);
        scene.append(birch, 3);
        scene.log.sequence();
        scene.append(birch, 2);
        scene.seal();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void forgedCheckpointOfOneLogKeepsNoOtherFromBeingGoneThroughAndIsNamed() {
        forge(birch);
        scene.asSuperuser(acme, """
                                update ev_entry set body = set_byte(body, 9, 0) where tenant_id = :tenant and event_id =
                                  (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 421)""");

        nextPass();

        assertThat(scene.audit(acme).faultIndex()).isEqualTo(421);
        assertThat(scene.audit(birch).size()).as("its entries were gone through").isEqualTo(5);
        assertThat(scene.audit(birch).faults()).containsExactly(new LogFault(null, FORGED));
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void forgedCheckpointOfTheHeadsLogIsNamed() {
        scene.database.superuser().sql("insert into head_checkpoint values (:size, 1, sha256('x'), 'x', now())")
                .param("size", HUGE).update();

        nextPass();

        assertThat(scene.audit(msp).faults()).containsExactly(new LogFault(null, "in the heads log: " + FORGED));
    }

    /** Its positions stay, and one row more does not make them signed. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void forgedCheckpointDoesNotHideWhatIsBehindTheLastOneThatWasSigned() {
        scene.asSuperuser(birch, "delete from ev_head where tenant_id = :tenant");
        scene.asSuperuser(birch, "delete from head_entry where tenant_id = :tenant");
        scene.asSuperuser(birch, "delete from ev_checkpoint where tenant_id = :tenant and size = 5");
        forge(birch);

        assertThat(scene.rebuild(birch).faults().named()).containsExactly(new LogFault(null, FORGED),
                new LogFault(3L, "this position is beyond what was ever signed"));
    }

    /** A row that was damaged is no reason to look at less. */
    @Test
    void entriesUnderACheckpointThatIsDamagedAreGoneThroughAllTheSame() {
        scene.asSuperuser(acme, "update ev_checkpoint set note = 'x' where tenant_id = :tenant");
        scene.asSuperuser(acme, """
                                update ev_entry set body = set_byte(body, 9, 0) where tenant_id = :tenant and event_id =
                                  (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 599)""");

        assertThat(scene.rebuild(acme).faults().named()).extracting(LogFault::index).contains(599L);
    }

    /** Neither what is no checkpoint at all nor one that somebody else signed stands in the way of those that are. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logIsShownAndProvenUnderTheNewestCheckpointThatItSigned(boolean wellFormed) {
        var event = scene.append(birch);
        scene.seal();
        forge(birch, wellFormed ? signedBySomebody(scene.view(birch).origin()) : "x");
        scene.database.superuser().sql("insert into head_checkpoint values (:size, 1, sha256('x'), :note, now())")
                .param("size", HUGE)
                .param("note", wellFormed ? signedBySomebody(scene.log.keys().heads()) : "x").update();

        assertThat(scene.view(birch).size()).isEqualTo(6);
        var proof = scene.read(birch, tx -> scene.log.logs().proof(tx, event));
        assertThat(proof).isPresent();
        var head = scene.read(birch, tx -> scene.log.logs().headProof(tx));
        assertThat(head).isPresent();
    }

    /** Then it is not known how large the log is, and that is not nothing. */
    @Test
    void logOfWhichNoCheckpointCanBeReadIsNotShownAsEmpty() {
        scene.asSuperuser(acme, "update ev_checkpoint set note = 'x' where tenant_id = :tenant");

        assertThatThrownBy(() -> scene.view(acme)).isInstanceOf(LogUnreadableException.class);
    }

    @Test
    void endOfTheHeadsLogThatWasCutOffIsNamedAndStopsItAloud() {
        scene.append(acme);
        scene.seal();
        scene.database.superuserScript("""
                                       delete from head_checkpoint
                                       where size = (select max(size) from head_checkpoint)""");
        long kept = scene.database.superuser().sql("select max(size) from head_checkpoint").query(Long.class).single();
        scene.append(birch);
        scene.seal();

        var stopped = scene.view(acme).headsStopped();
        assertThat(stopped).isNotNull();
        assertThat(stopped.why()).contains("is there already");
        nextPass();
        assertThat(scene.audit(msp).faults()).containsExactly(
                new LogFault(kept, "in the heads log: this position is beyond what was ever signed"));
    }

    @Test
    void placeInTheHeadsLogThatATenantHasAndTheLogHasNotIsNamed() {
        scene.asSuperuser(acme, """
                                insert into ev_head select tenant_id, 77, size, note from ev_head
                                where tenant_id = :tenant""");

        nextPass();

        assertThat(scene.audit(msp).faults()).singleElement().satisfies(fault -> {
            assertThat(fault.index()).isEqualTo(77);
            assertThat(fault.what()).startsWith("in the heads log: a tenant has it that a checkpoint");
        });
    }

    private void forge(TenantId tenant) {
        forge(tenant, "x");
    }

    private void forge(TenantId tenant, String note) {
        scene.database.superuser()
                .sql("insert into ev_checkpoint values (:tenant, :size, 1, sha256('x'), :note, now())")
                .param("tenant", tenant.value()).param("size", HUGE).param("note", note).update();
    }

    private static String signedBySomebody(String origin) {
        var checkpoint = new Checkpoint(origin, HUGE, TreeHash.ofLeaf(new byte[]{'x'}), List.of());
        var key = new SigningKey(origin, SignatureType.NOTE, new byte[32]);
        return new String(SignedCheckpoint.sign(checkpoint, key).bytes(), StandardCharsets.UTF_8);
    }

    private void nextPass() {
        scene.database.time().advance(Duration.ofMinutes(61));
        scene.log.pass();
    }
}
