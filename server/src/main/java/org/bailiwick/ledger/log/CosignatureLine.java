package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Objects;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.Cosignature;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.VerifierKey;
import org.jspecify.annotations.Nullable;

/**
 * What a witness is said to have cosigned, as it is stored. A row that somebody else wrote counts for nothing.
 *
 * @param size of the heads log
 * @param note of its checkpoint with the size and root that the row says; null where it has none
 * @param vkey the witness's key
 */
record CosignatureLine(long size, @Nullable String note, String vkey, String line) {
    /** Whether the witness did sign this checkpoint of this log. */
    boolean holds(String origin) {
        return holds() && Objects.requireNonNull(note).startsWith(origin + "\n");
    }

    boolean holds() {
        try {
            if (note == null) {
                return false;
            }
            var checkpoint = SignedCheckpoint.parse(note.getBytes(UTF_8)).checkpoint();
            return checkpoint.size() == size && isUnder(checkpoint);
        } catch (MalformedProofException malformed) {
            return false;
        }
    }

    /** Whether the witness signed this one, whatever stands in the row. */
    boolean isUnder(Checkpoint checkpoint) {
        try {
            return VerifierKey.parse(vkey).verifies(checkpoint.text(), signature());
        } catch (MalformedProofException malformed) {
            return false;
        }
    }

    /** By the witness's own clock. Only of one that {@link #holds}. */
    Instant time() {
        return Cosignature.time(signature());
    }

    private NoteSignature signature() {
        return NoteSignature.parse(line.stripTrailing());
    }
}
