package org.bailiwick.ledger.log;

import org.bailiwick.proof.note.NoteSignature;

/** What came of asking a witness once. */
sealed interface WitnessReply {
    /** Verified with the key that was entered for this witness. */
    record Cosigned(NoteSignature signature) implements WitnessReply {}

    /** It cosigned another size last than the one that was asked from. */
    record Stale(long cosigned) implements WitnessReply {}

    /**
     * It says that it saw another history than the one it was shown.
     *
     * @param said its own words, cut short
     */
    record Refused(String why, String said) implements WitnessReply {}

    /** Nothing is known: no answer, or one that says nothing about the log. */
    record NoAnswer(String why) implements WitnessReply {}
}
