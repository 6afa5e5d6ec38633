package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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
