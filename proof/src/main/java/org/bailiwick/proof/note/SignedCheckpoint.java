package org.bailiwick.proof.note;

import java.util.Collection;
import java.util.List;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.NotProvenException;

/** A checkpoint as it is handed on: with the signature of its log and, it may be, the cosignatures of witnesses. */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    public SignedCheckpoint {
        if (!checkpoint.text().equals(note.text())) {
            throw new IllegalArgumentException("the note is another one than that of the checkpoint");
        }
    }

    public static SignedCheckpoint parse(byte[] bytes) {
        SignedNote note = SignedNote.parse(bytes);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    public static SignedCheckpoint sign(Checkpoint checkpoint, SigningKey key) {
        return new SignedCheckpoint(checkpoint, key.note(checkpoint.text()));
    }

    public byte[] bytes() {
        return note.bytes();
    }

    public SignedCheckpoint with(NoteSignature signature) {
        return new SignedCheckpoint(checkpoint, note.with(signature));
    }

    /**
     * The log's keys that signed: at least one, named as the origin says.
     *
     * @throws NotProvenException if none did, or if a line claims to be by a trusted key and is not
     */
    public List<SignedNote.Verified> requireSignedBy(Collection<VerifierKey> logKeys) {
        List<SignedNote.Verified> verified = note.verifiedBy(logKeys.stream()
                .filter(key -> key.type() == SignatureType.NOTE && key.name().equals(checkpoint.origin())).toList());
        if (verified.isEmpty()) {
            throw new NotProvenException(
                    "no trusted key of `" + Excerpt.of(checkpoint.origin()) + "` signed its checkpoint");
        }
        return verified;
    }

    /** The cosignatures by these witnesses; one that claims to be by them and is not refuses the whole. */
    public List<SignedNote.Verified> cosignedBy(Collection<VerifierKey> witnesses) {
        return note.verifiedBy(
                witnesses.stream().filter(key -> key.type() == SignatureType.COSIGNATURE).toList());
    }
}
