package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.SignedCheckpoint;

/** Whether a stored checkpoint, with the columns beside its note, is one that its log signed; by the key files alone. */
enum CheckpointSignature {
    HOLDS, WRONG, KEY_IS_MISSING;

    static CheckpointSignature of(LogContent.Signed checkpoint, String origin, LogKeys keys) {
        var key = keys.key(origin, checkpoint.keyGeneration()).orElse(null);
        if (key == null) {
            return KEY_IS_MISSING;
        }
        try {
            var signed = SignedCheckpoint.parse(checkpoint.note().getBytes(UTF_8));
            signed.requireSignedBy(List.of(key.verifierKey()));
            return signed.checkpoint().size() == checkpoint.size()
                    && Arrays.equals(signed.checkpoint().root().bytes(), checkpoint.root())
                    && signed.checkpoint().origin().equals(origin) ? HOLDS : WRONG;
        } catch (MalformedProofException | NotProvenException wrong) {
            return WRONG;
        }
    }
}
