package org.bailiwick.bwk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.bailiwick.proof.note.NoteSignature;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.witness.WitnessAnswer;
import org.bailiwick.proof.witness.WitnessRules;

/** Remembers the newest checkpoint of each log and cosigns what continues it, one request at a time. */
final class Witness {
    private final SigningKey key;
    private final WitnessRules rules;
    private final WitnessStore store;
    private final InstantSource clock;

    Witness(SigningKey key, Map<String, List<VerifierKey>> logs, WitnessStore store, InstantSource clock) {
        this.key = key;
        this.rules = new WitnessRules(logs);
        this.store = store;
        this.clock = clock;
    }

    /** The rules' answer and, where it is accepted, the cosignature, which is on disk by then. */
    record Reply(WitnessAnswer answer, String cosignature) {}

    /** Checking against the last checkpoint and storing the new one must be one step, or two requests could race back. */
    synchronized Reply addCheckpoint(byte[] body) throws IOException {
        WitnessAnswer answer = rules.answer(body, origin -> {
            try {
                return store.last(origin).map(SignedCheckpoint::checkpoint);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (!(answer instanceof WitnessAnswer.Accepted accepted)) {
            return new Reply(answer, "");
        }
        SignedCheckpoint submitted = accepted.checkpoint();
        NoteSignature cosignature = key.cosign(submitted.note().text(), clock.instant().getEpochSecond());
        store.put(submitted.with(cosignature));
        return new Reply(answer, cosignature.line());
    }
}
