package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.tile.TileSource;
import org.bailiwick.proof.tile.TileWriter;
import org.bailiwick.proof.tree.TreeHash;

/**
 * Where a log ended when it was signed last. Nobody goes on from it before it is known to be our own and to be what the
 * tiles say: a log must never sign two histories (C2SP tlog-checkpoint).
 */
record LogHead(String origin, long size, int keyGeneration, TreeHash root, String note) {
    /** Of a log without entries. */
    static LogHead empty(String origin, int keyGeneration) {
        return new LogHead(origin, 0, keyGeneration, TreeHash.emptyTree(), "");
    }

    /**
     * The same state signed by the newest key too, where that is another than the one that signed: the old key itself
     * then vouches for the new one. Empty where nothing is to be handed over.
     *
     * INVARIANT: nothing is signed over a checkpoint whose signature by the key of its generation does not verify.
     *
     * @throws LogStoppedException where it was signed by a key that is not here, under another name, or not at all
     */
    Optional<SignedCheckpoint> handover(LogKeys keys) {
        if (size == 0) {
            return Optional.empty();
        }
        SigningKey signer = keys.key(origin, keyGeneration)
                .orElseThrow(() -> new LogStoppedException(
                        "its newest checkpoint was signed by key generation %d, which is not in the folder of keys; put the file back"
                                .formatted(keyGeneration)));
        SignedCheckpoint newest = checkpoint();
        if (newest.note().signatures().stream().noneMatch(signer.verifierKey()::claims)) {
            throw new LogStoppedException(
                    "its newest checkpoint was signed by another key or for another origin than `%s`; put the right key files back, or the right `bailiwick.log.instance`"
                            .formatted(origin));
        }
        requireSigned(newest, keys);
        return keyGeneration == keys.newest()
                ? Optional.empty()
                : Optional.of(newest.with(keys.newestKey(origin).sign(newest.note().text())));
    }

    /**
     * INVARIANT: what the heads log has pinned is not signed a second time, with another history or from the beginning.
     *
     * @param headed the newest checkpoint of this log that the heads log holds
     */
    void requireEntered(String headed) {
        long entered;
        try {
            entered = SignedCheckpoint.parse(headed.getBytes(UTF_8)).checkpoint().size();
        } catch (MalformedProofException malformed) {
            throw new LogStoppedException("what the heads log holds of it cannot be read; restore it from a backup");
        }
        if (entered > size) {
            throw new LogStoppedException(
                    "the heads log has its checkpoint of size %d, and it ends at %d: entries were deleted, or an older state of it alone was put back; restore what is missing from a backup"
                            .formatted(entered, size));
        }
    }

    private void requireSigned(SignedCheckpoint newest, LogKeys keys) {
        try {
            newest.requireSignedBy(keys.verifierKeys(origin));
        } catch (NotProvenException forged) {
            throw new LogStoppedException(
                    "its newest checkpoint, of size %d, was written by somebody without its key: %s; restore it from a backup"
                            .formatted(size, forged.getMessage()));
        }
    }

    private SignedCheckpoint checkpoint() {
        try {
            var newest = SignedCheckpoint.parse(note.getBytes(UTF_8));
            if (newest.checkpoint().size() == size && newest.checkpoint().root().equals(root)) {
                return newest;
            }
        } catch (MalformedProofException malformed) {
            // Said below, as for one that says something else than its columns.
        }
        throw new LogStoppedException("its newest checkpoint, of size %d, is not what was signed".formatted(size));
    }

    /** @throws LogStoppedException where the tiles do not give the root that was signed */
    TileWriter resume(TileSource tiles) {
        if (size == 0) {
            return new TileWriter();
        }
        try {
            var writer = new TileWriter(size, tiles);
            if (writer.root().equals(root)) {
                return writer;
            }
        } catch (MalformedProofException missing) {
            // Said below, as for tiles that are there and wrong.
        }
        throw new LogStoppedException(
                "the stored tiles do not give the root that was signed at size %d".formatted(size));
    }
}
