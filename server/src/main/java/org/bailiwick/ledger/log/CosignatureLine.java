package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.Cosignature;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.VerifierKey;

/**
 * What a witness is said to have cosigned, as it is stored.
 *
 * @param size of the heads log, and what its checkpoint of that size says
 * @param vkey the witness's key
 */
record CosignatureLine(long size, String note, String vkey, String line) {
    /** Whether the witness did sign this checkpoint of this log. */
    boolean holds(String origin) {
        try {
            var checkpoint = SignedCheckpoint.parse(note.getBytes(UTF_8)).checkpoint();
            return checkpoint.origin().equals(origin) && checkpoint.size() == size
                    && VerifierKey.parse(vkey).verifies(checkpoint.text(), signature());
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
