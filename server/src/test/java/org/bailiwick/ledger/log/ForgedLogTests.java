package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SignedNote;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.TreeHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write everything in the database and has no key gets nothing signed that was not recorded. */
@Tag("sql")
class ForgedLogTests {
    private static final int ENTRIES = 3;

    @TempDir
    Path var;

    private LogScene scene;
    private TenantId acme;

    @BeforeEach
    void oneLog() {
        scene = new LogScene(var);
        acme = scene.tenant("acme");
        scene.append(acme, ENTRIES);
        scene.log.sequence();
    }

    @AfterEach
    void drop() {
        scene.close();
    }

    @Test
    void historyUnderAJunkSignatureOfTheRightKeyIdIsNotSignedOver() {
        var rewritten = rewrite();
        var key = VerifierKey.parse(scene.view(acme).verifierKey());
        forge(new SignedCheckpoint(rewritten, junk(rewritten, key)));
        scene.append(acme);

        assertThat(scene.log.sequence()).isZero();

        assertThat(scene.view(acme).stopped().why()).contains("written by somebody without its key");
        assertThat(scene.size(acme)).isEqualTo(ENTRIES);
    }

    @Test
    void historyUnderASignatureOfAnotherHistoryIsNotSignedOver() {
        var signed = scene.read(acme, tx -> scene.log.logs().checkpoint(tx)).orElseThrow();
        var rewritten = rewrite();
        forge(new SignedCheckpoint(rewritten, note(rewritten, signed.note().signatures().getFirst())));
        scene.append(acme);

        assertThat(scene.log.sequence()).isZero();

        assertThat(scene.view(acme).stopped().why()).contains("written by somebody without its key");
    }

    @Test
    void newKeyIsNotHandedAForgedHistory() throws IOException {
        var rewritten = rewrite();
        forge(new SignedCheckpoint(rewritten, junk(rewritten, VerifierKey.parse(scene.view(acme).verifierKey()))));
        scene.append(acme);
        Files.writeString(var.resolve("keys/log-signing-key-2"), Base64Text.write(new byte[32]));

        assertThat(LogForTests.over(scene.database.platform(), var).sequence()).isZero();

        assertThat(scene.view(acme).stopped().why()).contains("written by somebody without its key");
        assertThat(scene.count(acme, "ev_checkpoint")).isEqualTo(1);
    }

    @Test
    void forgedHeadsAreNotSignedOver() {
        var heads = scene.database.transactions().estate(tx -> scene.log.heads().checkpoint(tx)).orElseThrow();
        var key = VerifierKey.parse(scene.view(acme).headsVerifierKey());
        scene.database.superuser().sql("update head_checkpoint set note = :note")
                .param("note", text(new SignedCheckpoint(heads.checkpoint(), junk(heads.checkpoint(), key)))).update();
        scene.append(acme);

        scene.database.time().advance(LogForTests.A_MINUTE);
        scene.log.sequence();

        assertThat(scene.size(acme)).isEqualTo(ENTRIES + 1);
        assertThat(scene.database.superuser().sql("select max(size) from head_checkpoint").query(Long.class).single())
                .isEqualTo(1);
    }

    /** Whoever deletes a log from the database can have its entries wait once more, and edit them before. */
    @Test
    void logIsNotSignedAnewFromItsBeginning() {
        var msp = sealedWithTheMsp();
        deleteLog();
        scene.asSuperuser(acme,
                "update ev_entry set body = '{}', leaf_hash = sha256('\\x007b7d') where tenant_id = :tenant");
        scene.asSuperuser(acme, """
                                insert into ev_inbox select tenant_id, event_id from ev_entry
                                where tenant_id = :tenant on conflict do nothing""");

        assertThat(scene.log.sequence()).isZero();
        nextPass();

        assertThat(scene.view(acme).stopped().why()).contains("has its checkpoint of size 3, and it ends at 0");
        assertThat(scene.count(acme, "ev_checkpoint")).isZero();
        assertThat(scene.view(acme).audit().faultIndex()).isEqualTo(ENTRIES - 1);
        assertThat(scene.view(acme).audit().fault()).contains("of size 3 that is in the heads log is not in this log");
        assertNamedByTheHeads(msp);
    }

    @Test
    void logOfWhichNothingIsLeftIsNamedByTheHeads() {
        var msp = sealedWithTheMsp();
        deleteLog();
        for (var table : List.of("ev_disclosure", "ev_entry", "ev_audit", "work")) {
            scene.asSuperuser(acme, "delete from %s where tenant_id = :tenant".formatted(table));
        }

        nextPass();

        assertThat(scene.view(acme).audit()).as("nobody goes through it any more").isNull();
        assertNamedByTheHeads(msp);
        scene.log.sequence();
        nextPass();
        assertThat(scene.database.superuser().sql("select count(*) from ev_entry where action = 'log fault found'")
                .query(Long.class).single()).as("it is recorded once").isEqualTo(1);
    }

    /** The number beside a head is what the sequencer looks for, and no part of what was signed. */
    @Test
    void headThatStandsUnderAnotherTenantIsNamed() {
        var msp = sealedWithTheMsp();
        scene.asSuperuser(acme, "update head_entry set tenant_id = 99 where tenant_id = :tenant");

        nextPass();

        assertNamedByTheHeads(msp);
    }

    @Test
    void shorterCheckpointNeverFollowsALongerOneInTheHeadsLogAndTheOthersGoOn() {
        var birch = scene.tenant("birch");
        var shorter = scene.read(acme, tx -> scene.log.logs().checkpoint(tx)).orElseThrow();
        scene.append(acme);
        scene.seal();
        scene.append(birch);
        scene.log.sequencer().round();
        scene.database.superuser().sql("insert into head_inbox values (:tenant, :size, :note)")
                .param("tenant", acme.value()).param("size", ENTRIES).param("note", text(shorter)).update();

        scene.seal();

        assertThat(scene.database.superuser().sql("select tenant_id from head_entry order by heads_index")
                .query(Integer.class).list()).containsExactly(acme.value(), acme.value(), birch.value());
    }

    private TenantId sealedWithTheMsp() {
        var msp = scene.database.msp();
        scene.append(msp);
        scene.seal();
        nextPass();
        assertThat(scene.view(msp).audit().fault()).isNull();
        return msp;
    }

    private void deleteLog() {
        for (var table : List.of("ev_leaf", "ev_tile", "ev_checkpoint", "ev_head")) {
            scene.asSuperuser(acme, "delete from %s where tenant_id = :tenant".formatted(table));
        }
    }

    private void nextPass() {
        scene.database.time().advance(Duration.ofMinutes(61));
        scene.log.pass();
    }

    private void assertNamedByTheHeads(TenantId msp) {
        var audit = scene.view(msp).audit();
        assertThat(audit.fault()).startsWith("in the heads log: the log `%s` has not the checkpoint of size 3"
                .formatted(scene.view(acme).origin()));
        assertThat(audit.faultIndex()).as("where in the heads log").isZero();
        assertThat(audit.faultCount()).isEqualTo(1);
    }

    /** As {@code {}} were the first entry: its bytes, its hash, the tile. */
    private Checkpoint rewrite() {
        scene.asSuperuser(acme,
                """
                update ev_entry set body = '{}', leaf_hash = sha256('\\x007b7d') where tenant_id = :tenant
                  and event_id = (select event_id from ev_leaf where tenant_id = :tenant and leaf_index = 0)""");
        var writer = new TileWriter();
        scene.database.superuser()
                .sql("select leaf_hash from ev_leaf join ev_entry using (tenant_id, event_id) order by leaf_index")
                .query(byte[].class).list().forEach(hash -> writer.append(new TreeHash(hash)));
        scene.database.superuser().sql("update ev_tile set hashes = :hashes where tenant_id = :tenant")
                .param("hashes", writer.publish().firstEntry().getValue().bytes()).param("tenant", acme.value())
                .update();
        return new Checkpoint(scene.view(acme).origin(), ENTRIES, writer.root());
    }

    private void forge(SignedCheckpoint forged) {
        scene.database.superuser().sql("update ev_checkpoint set root = :root, note = :note where tenant_id = :tenant")
                .param("root", forged.checkpoint().root().bytes()).param("note", text(forged))
                .param("tenant", acme.value()).update();
    }

    private static SignedNote junk(Checkpoint checkpoint, VerifierKey key) {
        byte[] junk = ByteBuffer.allocate(4 + 64).putInt(key.id()).array();
        return note(checkpoint, NoteSignature.parse("— " + key.name() + " " + Base64Text.write(junk)));
    }

    private static SignedNote note(Checkpoint checkpoint, NoteSignature signature) {
        return new SignedNote(checkpoint.text(), List.of(signature));
    }

    private static String text(SignedCheckpoint signed) {
        return new String(signed.bytes(), UTF_8);
    }
}
