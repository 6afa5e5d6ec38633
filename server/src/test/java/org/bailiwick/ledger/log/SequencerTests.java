package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.TlogProof;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sql")
class SequencerTests {
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
    void entryIsProvenByItsBytesTheProofAndTheKeyAlone() {
        var events = scene.append(acme, 3);
        scene.append(birch);

        assertThat(scene.log.sequence()).isEqualTo(4);

        var key = VerifierKey.parse(scene.view(acme).verifierKey());
        for (var event : events) {
            byte[] file = scene.read(acme, tx -> scene.log.logs().proof(tx, event)).orElseThrow().bytes();
            var proof = TlogProof.parse(file);
            proof.requireProves(TreeHash.ofLeaf(scene.body(acme, event)), List.of(key));
            assertThat(proof.checkpoint().checkpoint().origin()).matches("msp\\.example/t/[0-9a-f-]{36}");
        }
        assertThat(scene.read(acme, tx -> scene.log.logs().positions(tx, events)).values())
                .containsExactlyInAnyOrder(0L, 1L, 2L);
    }

    @Test
    void alteredProofAndAlteredEntryAreRefused() {
        var events = scene.append(acme, 5);
        scene.log.sequence();
        var key = List.of(VerifierKey.parse(scene.view(acme).verifierKey()));
        var leaf = TreeHash.ofLeaf(scene.body(acme, events.getFirst()));
        byte[] file = scene.read(acme, tx -> scene.log.logs().proof(tx, events.getFirst())).orElseThrow().bytes();

        for (int at = 0; at < file.length; at++) {
            byte[] altered = file.clone();
            altered[at] ^= 1;
            assertThatThrownBy(() -> TlogProof.parse(altered).requireProves(leaf, key)).as("byte " + at)
                    .isInstanceOfAny(NotProvenException.class, MalformedProofException.class);
        }
        byte[] body = scene.body(acme, events.getFirst());
        body[7] ^= 1;
        assertThatThrownBy(() -> TlogProof.parse(file).requireProves(TreeHash.ofLeaf(body), key))
                .isInstanceOf(NotProvenException.class);
    }

    @Test
    void everyCheckpointContinuesTheOneBefore() {
        SignedCheckpoint before = null;
        for (int entries : List.of(1, 1, 2, 251, 1, 1, 300, 211)) {
            scene.append(acme, entries);
            scene.log.sequence();
            var newest = scene.read(acme, tx -> scene.log.logs().checkpoint(tx)).orElseThrow();

            if (before != null) {
                var old = before.checkpoint();
                var consistency = scene.read(acme, tx -> new TileReader(
                        path -> scene.log.logs().tile(tx, path).orElseThrow(), newest.checkpoint().size()).tree()
                        .consistencyFrom(old.size()));
                assertThat(consistency.proves(old.size(), old.root(), newest.checkpoint().size(),
                        newest.checkpoint().root())).isTrue();
            }
            before = newest;
        }
        assertThat(scene.size(acme)).isEqualTo(768);
        assertThat(scene.rebuild(acme)).isEqualTo(new RebuildLog.Pass(768, LogFaults.NONE));
    }

    @Test
    void nothingWaitingIsNothingSigned() {
        scene.append(acme);
        scene.log.sequence();

        assertThat(scene.log.sequence()).isZero();
        assertThat(scene.database.superuser().sql("select count(*) from ev_checkpoint").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void alteredBytesStopTheirOwnLogAndNoOther() {
        var event = scene.append(acme);
        scene.append(birch);
        scene.asSuperuser(acme, "update ev_entry set body = set_byte(body, 5, 0) where tenant_id = :tenant");

        assertThat(scene.log.sequence()).isEqualTo(1);

        assertThat(scene.view(acme).stopped().why()).contains(event.toString());
        assertThat(scene.size(acme)).isZero();
        assertThat(scene.view(birch).stopped()).isNull();
        assertThat(scene.size(birch)).isEqualTo(1);
    }

    /** A round takes so many tenants at most, and those that stand still wait on. */
    @Test
    void logsThatStandStillKeepNoOthersOut() {
        scene.append(acme);
        scene.append(birch);
        scene.database.superuser().sql("update ev_entry set body = '{}'").update();
        var cedar = scene.tenant("cedar");
        scene.append(cedar);
        var sequencer = scene.log.sequencer();

        for (int round = 0; round < 3; round++) {
            sequencer.round(0, 1, 2);
        }

        assertThat(scene.size(cedar)).isEqualTo(1);
        scene.append(cedar);
        sequencer.round(0, 1, 2);
        sequencer.round(0, 1, 2);
        assertThat(scene.size(cedar)).as("and so again").isEqualTo(2);
    }

    @Test
    void stoppedLogGoesOnWhenWhatStoppedItIsPutRight() {
        var event = scene.append(acme);
        byte[] recorded = scene.body(acme, event);
        scene.asSuperuser(acme, "update ev_entry set body = '{}' where tenant_id = :tenant");
        scene.log.sequence();
        scene.append(acme);
        scene.log.sequence();
        scene.database.superuser().sql("update ev_entry set body = :body where event_id = :event")
                .param("body", recorded).param("event", event).update();

        scene.log.sequence();

        assertThat(scene.size(acme)).isEqualTo(2);
        assertThat(scene.view(acme).stopped()).isNull();
        assertThat(states()).containsExactly("stopped", "running");
    }

    @Test
    void entryThatIsGoneBeforeItGotItsPositionStopsTheLog() {
        scene.append(acme);
        scene.asSuperuser(acme, "delete from ev_disclosure where tenant_id = :tenant");
        scene.asSuperuser(acme, "delete from ev_entry where tenant_id = :tenant");

        scene.log.sequence();

        assertThat(scene.view(acme).stopped().why()).contains("is missing");
    }

    @Test
    void takenPositionIsNeverTakenTwiceAndNoEntryIsLost() {
        scene.append(acme);
        scene.log.sequence();
        scene.append(acme);
        scene.database.superuser().sql("insert into ev_leaf values (:tenant, 1, :event)")
                .param("tenant", acme.value()).param("event", UUID.randomUUID()).update();

        scene.log.sequence();

        assertThat(scene.view(acme).stopped().why()).contains("is there already");
        assertThat(scene.size(acme)).isEqualTo(1);
        assertThat(inbox()).isEqualTo(1);
    }

    @Test
    void alteredTilesAreNotSignedOver() {
        scene.append(acme, 3);
        scene.log.sequence();
        scene.append(acme);
        scene.asSuperuser(acme, "update ev_tile set hashes = set_byte(hashes, 40, 0) where tenant_id = :tenant");

        scene.log.sequence();

        assertThat(scene.view(acme).stopped().why()).contains("tiles do not give the root");
        assertThat(inbox()).isEqualTo(1);
    }

    @Test
    void logIsNeverContinuedWithAnotherKey(@TempDir Path other) {
        scene.append(acme);
        scene.log.sequence();
        scene.append(acme);

        LogForTests.over(scene.database.platform(), other).sequence();

        assertThat(scene.view(acme).stopped().why()).contains("another key");
        assertThat(scene.size(acme)).isEqualTo(1);
    }

    @Test
    void newKeyIsVouchedForByTheOldOneAndSignsFromThenOn() throws IOException {
        scene.append(acme);
        scene.log.sequence();
        var old = VerifierKey.parse(scene.view(acme).verifierKey());
        Files.writeString(var.resolve("keys/log-signing-key-2"), Base64Text.write(new byte[32]));
        var rotated = LogForTests.over(scene.database.platform(), var);
        scene.append(acme);

        rotated.sequence();

        var fresh = VerifierKey.parse(scene.read(acme, rotated.logs()::view).verifierKey());
        assertThat(fresh).isNotEqualTo(old);
        var handover = checkpoint(1);
        assertThat(handover.requireSignedBy(List.of(old, fresh))).hasSize(2);
        assertThat(checkpoint(2).requireSignedBy(List.of(fresh))).hasSize(1);
        assertThatThrownBy(() -> checkpoint(2).requireSignedBy(List.of(old))).isInstanceOf(NotProvenException.class);
        assertThat(RebuildLog.run(rotated.stored().of(acme), rotated.keys(), new VerifiedCheckpoints()).fault())
                .isNull();
    }

    @Test
    void keysAreReadableByTheirOwnerAloneAndEachLogHasItsOwn() throws IOException {
        assertThat(Files.getPosixFilePermissions(var.resolve("keys/log-signing-key-1")).toString())
                .doesNotContain("GROUP", "OTHERS");
        assertThat(VerifierKey.parse(scene.view(acme).verifierKey()).publicKey())
                .isNotEqualTo(VerifierKey.parse(scene.view(birch).verifierKey()).publicKey())
                .isNotEqualTo(VerifierKey.parse(scene.view(acme).headsVerifierKey()).publicKey());
    }

    private SignedCheckpoint checkpoint(long size) {
        return scene.database.superuser()
                .sql("select note from ev_checkpoint where size = :size order by key_generation desc limit 1")
                .param("size", size).query((row, number) -> SignedCheckpoint.parse(row.getBytes("note"))).single();
    }

    private List<String> states() {
        return scene.database.superuser().sql("select state from ev_log_state order by state_id").query(String.class)
                .list();
    }

    private long inbox() {
        return scene.database.superuser().sql("select count(*) from ev_inbox").query(Long.class).single();
    }
}
