package org.bailiwick.ledger.log;

import java.util.List;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;

/** A checkpoint with the signature lines of witnesses below those of its log. */
final class Cosigned {
    private Cosigned() {}

    static SignedCheckpoint by(List<String> lines, SignedCheckpoint checkpoint) {
        var cosigned = checkpoint;
        for (var line : lines) {
            cosigned = cosigned.with(NoteSignature.parse(line.stripTrailing()));
        }
        return cosigned;
    }
}
