package org.bailiwick.proof.witness;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tree.TreeHash;

/**
 * When a witness cosigns: only what a known log signed, only from the size that was cosigned last, and only with a
 * proof that nothing before it changed. The order of the checks is that of C2SP tlog-witness, add-checkpoint.
 */
public final class WitnessRules {
    private final Map<String, List<VerifierKey>> logs;

    /** @param logs the keys that are trusted, by origin */
    public WitnessRules(Map<String, List<VerifierKey>> logs) {
        this.logs = Map.copyOf(logs);
    }

    /** @param cosignedLast the newest checkpoint that this witness cosigned, by origin */
    public WitnessAnswer answer(byte[] body, Function<String, Optional<Checkpoint>> cosignedLast) {
        AddCheckpoint request;
        try {
            request = AddCheckpoint.parse(body);
        } catch (MalformedProofException malformed) {
            return new WitnessAnswer.Malformed(String.valueOf(malformed.getMessage()));
        }
        Checkpoint checkpoint = request.checkpoint().checkpoint();
        Collection<VerifierKey> keys = logs.get(checkpoint.origin());
        if (keys == null) {
            return new WitnessAnswer.UnknownOrigin(Excerpt.of(checkpoint.origin()));
        }
        try {
            request.checkpoint().requireSignedBy(keys);
        } catch (NotProvenException notSigned) {
            return new WitnessAnswer.NotSigned(String.valueOf(notSigned.getMessage()));
        }
        if (request.oldSize() > checkpoint.size()) {
            return new WitnessAnswer.Malformed("the old size %d is beyond the checkpoint's size %d"
                    .formatted(request.oldSize(), checkpoint.size()));
        }
        return compare(request, cosignedLast.apply(checkpoint.origin()));
    }

    private static WitnessAnswer compare(AddCheckpoint request, Optional<Checkpoint> last) {
        Checkpoint checkpoint = request.checkpoint().checkpoint();
        long cosignedSize = last.map(Checkpoint::size).orElse(0L);
        if (request.oldSize() != cosignedSize) {
            return new WitnessAnswer.Stale(cosignedSize);
        }
        if (checkpoint.size() == 0 && !checkpoint.root().equals(TreeHash.emptyTree())) {
            return new WitnessAnswer.Inconsistent("the root of an empty log is the hash of nothing");
        }
        boolean grew = cosignedSize == 0
                ? request.proof().path().isEmpty()
                : request.proof().proves(cosignedSize, last.orElseThrow().root(), checkpoint.size(), checkpoint.root());
        return grew
                ? new WitnessAnswer.Accepted(request.checkpoint())
                : new WitnessAnswer.Inconsistent(
                        "the checkpoint of size %d does not continue the cosigned one of size %d"
                                .formatted(checkpoint.size(), cosignedSize));
    }
}
