package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tree.TreeHash;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.bailiwick.proof.witness.WitnessAnswer;
import org.bailiwick.proof.witness.WitnessRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of heads, and what a witness makes of it that follows it with nothing but its key. */
@Tag("sql")
class HeadsTests {
    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;
    private TenantId birch;

    @BeforeEach
    void twoTenants() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        birch = scene.tenant("birch");
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void tenantsCheckpointIsAnEntryByteForByte() {
        grow(acme, birch);

        var key = VerifierKey.parse(scene.view(acme).headsVerifierKey());
        for (var tenant : List.of(acme, birch)) {
            var own = scene.read(tenant, tx -> scene.log.logs().checkpoint(tx)).orElseThrow();
            var head = scene.read(tenant, tx -> scene.log.logs().headProof(tx)).orElseThrow();
            assertThat(head.checkpoint()).isEqualTo(own.bytes());
            TlogProof.parse(head.proof().bytes()).requireProves(TreeHash.ofLeaf(own.bytes()), List.of(key));
            assertThat(head.proof().checkpoint().checkpoint().origin()).isEqualTo("msp.example/heads");
        }
    }

    @Test
    void atMostOnceAMinuteAndOnlyTheNewest() {
        grow(acme);
        scene.append(acme);
        scene.log.sequence();
        scene.append(acme);
        scene.log.sequence();
        assertThat(heads().checkpoint().size()).isEqualTo(1);

        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();
        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();

        assertThat(heads().checkpoint().size()).as("one for each minute in which something changed").isEqualTo(2);
        assertThat(scene.database.superuser().sql("select size from ev_head order by heads_index").query(Long.class)
                .list()).containsExactly(1L, 3L);
    }

    @Test
    void witnessFollowsAsLongAsTheLogOnlyGrows() {
        grow(acme);
        var first = cosign(Optional.empty());

        grow(acme, birch);
        var second = cosign(Optional.of(first));

        assertThat(second.size()).isEqualTo(3);
    }

    /** F23: whoever restores a backup and goes on shows a history that the witness has not seen. */
    @Test
    void restoreOfAnOlderBackupIsFoundByTheWitness() {
        grow(acme);
        var first = cosign(Optional.empty());
        var backup = scene.database.backUp();
        grow(acme);
        var cosigned = cosign(Optional.of(first));
        scene.database.restore(backup);

        grow(acme);
        var honest = answer(since(first.size()).orElseThrow(), cosigned);
        var pretending = answer(since(cosigned.size()).orElseThrow(), cosigned);
        grow(acme);
        var longer = answer(since(cosigned.size()).orElseThrow(), cosigned);

        assertThat(honest).isEqualTo(new WitnessAnswer.Stale(cosigned.size()));
        assertThat(pretending.status()).isEqualTo(422);
        assertThat(longer.status()).isEqualTo(422);
    }

    @Test
    void logThatWasSetBackHasNothingToAskTheWitnessWith() {
        grow(acme);
        var backup = scene.database.backUp();
        grow(acme);
        assertThat(since(2)).isPresent();

        scene.database.restore(backup);

        assertThat(since(2)).isEmpty();
    }

    @Test
    void passOverTheHeadsNamesTheEntryThatWasReplaced() {
        grow(acme, birch);
        scene.database.superuser().sql("update head_entry set note = note || '.' where heads_index = 1")
                .update();

        var fault = RebuildLog.run(scene.log.stored().heads(), scene.log.keys(), new VerifiedCheckpoints()).fault();

        assertThat(fault).isNotNull();
        assertThat(fault.index()).isEqualTo(1);
    }

    /** Packs wait for this log, and whoever looks at a tenant's log sees why nothing of it comes to the witnesses. */
    @Test
    void headsLogThatStandsStillSaysWhyAndWhenItGoesOn() {
        grow(acme);
        assertThat(scene.view(acme).headsStopped()).isNull();
        scene.database.superuserScript("alter table head_tile rename to head_tile_away");
        scene.database.superuserScript("create table head_tile (like head_tile_away including all)");
        scene.database.superuserScript("grant select, insert on head_tile to bw_sequencer");

        grow(acme);
        grow(acme);

        var stopped = scene.view(acme).headsStopped();
        assertThat(stopped.why()).contains("do not give the root that was signed");
        assertThat(states()).as("said once").containsExactly("stopped");

        scene.database.superuserScript("drop table head_tile");
        scene.database.superuserScript("alter table head_tile_away rename to head_tile");
        grow(acme);

        assertThat(scene.view(acme).headsStopped()).isNull();
        assertThat(states()).containsExactly("stopped", "running");
    }

    private List<String> states() {
        return scene.database.superuser().sql("select state from head_state order by state_id").query(String.class)
                .list();
    }

    private void grow(TenantId... tenants) {
        scene.database.time().advance(LogForTests.A_MINUTE);
        for (var tenant : tenants) {
            scene.append(tenant);
        }
        scene.log.sequence();
    }

    private Checkpoint cosign(Optional<Checkpoint> last) {
        var request = since(last.map(Checkpoint::size).orElse(0L)).orElseThrow();
        var answer = rules().answer(AddCheckpoint.parse(request.bytes()).bytes(), origin -> last);
        assertThat(answer).isInstanceOf(WitnessAnswer.Accepted.class);
        return request.checkpoint().checkpoint();
    }

    private Optional<AddCheckpoint> since(long cosigned) {
        return scene.database.transactions().estate(tx -> scene.log.heads().since(tx, cosigned));
    }

    private WitnessAnswer answer(AddCheckpoint request, Checkpoint last) {
        return rules().answer(request.bytes(), origin -> Optional.of(last));
    }

    private WitnessRules rules() {
        var key = VerifierKey.parse(scene.view(acme).headsVerifierKey());
        return new WitnessRules(Map.of(key.name(), List.of(key)));
    }

    private SignedCheckpoint heads() {
        return scene.database.transactions().estate(tx -> scene.log.heads().checkpoint(tx)).orElseThrow();
    }
}
