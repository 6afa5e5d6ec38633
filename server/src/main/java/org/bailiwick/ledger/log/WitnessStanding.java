package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it stands between the heads log and a witness.
 *
 * @param verifierKey what its cosignatures are checked with, name+id+base64
 * @param size of the heads log when it cosigned last; null where it never did
 * @param cosignedAt when that came in
 * @param since since when the state is this; null where it was not asked yet
 * @param why what is to be known about the state, in words; empty where nothing is
 * @param removedAt when it was removed, which ends no refusal; null while it is asked
 * @param refusedAt when it began to refuse the log the last time, also where it has cosigned since; null where it never did
 * @param refusedWhy why; null where it never did
 */
public record WitnessStanding(UUID id, String name, String verifierKey, State state, @Nullable Long size,
        @Nullable Instant cosignedAt, @Nullable Instant since, String why,
        @Nullable Instant removedAt, @Nullable Instant refusedAt, @Nullable String refusedWhy) {
    /** Only a witness that answered counts; of the others it is not known whether they saw the same log. */
    public enum State {
        COSIGNED, NOT_ASKED, NO_ANSWER, REFUSED
    }

    /** What is stored as its newest cosignature is not by its key, so nothing is known of what it saw. */
    WitnessStanding withoutCosignature() {
        boolean cosigned = state == State.COSIGNED;
        return new WitnessStanding(id, name, verifierKey, cosigned ? State.NO_ANSWER : state, null, null, since,
                cosigned ? "what is stored as its newest cosignature is not by its key" : why, removedAt, refusedAt,
                refusedWhy);
    }

    public boolean refuses() {
        return state == State.REFUSED;
    }

    /** Whether it did and does no more. */
    public boolean refusedBefore() {
        return refusedAt != null && !refuses();
    }
}
