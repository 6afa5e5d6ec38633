package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;

/**
 * A text and the signatures under it (C2SP signed-note). The text is to be ignored until {@link #verifiedBy} has found
 * a trusted key.
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** The standard wants at least 16; more than these are an attempt to keep the verifier busy. */
    static final int MOST_SIGNATURES = 100;
    /** A checkpoint has a few hundred bytes, and a signature line of the future has 5 kB. */
    static final int MOST_BYTES = 1 << 20;

    public SignedNote {
        requireText(text);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new MalformedProofException(
                    "a note has 1 to " + MOST_SIGNATURES + " signatures, not " + signatures.size());
        }
        signatures = List.copyOf(signatures);
    }

    /** @throws MalformedProofException if the bytes are not exactly one signed note */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new MalformedProofException("a note has at most " + MOST_BYTES + " bytes, not " + bytes.length);
        }
        String note = utf8(bytes);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n")) {
            throw new MalformedProofException(
                    "a note is a text, a blank line and signature lines that end in line feeds");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        String block = note.substring(blank + 2);
        for (String line : block.isEmpty() ? new String[0] : block.substring(0, block.length() - 1).split("\n", -1)) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new MalformedProofException("a note has at most " + MOST_SIGNATURES + " signatures");
            }
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /** What {@link #parse} reads. */
    public byte[] bytes() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString().getBytes(UTF_8);
    }

    public SignedNote with(NoteSignature signature) {
        List<NoteSignature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * Which of the trusted keys signed, in the order of their lines. Signatures by others are ignored.
     *
     * @throws NotProvenException if a line claims to be by a trusted key and is not: such a note is refused as a whole
     */
    public List<Verified> verifiedBy(Collection<VerifierKey> trusted) {
        List<Verified> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : trusted) {
                if (!key.claims(signature)) {
                    continue;
                }
                if (!key.verifies(text, signature)) {
                    throw new NotProvenException("the signature of `" + Excerpt.of(key.name()) + "` does not verify");
                }
                verified.add(new Verified(key, signature));
            }
        }
        return verified;
    }

    /** A signature that a trusted key made. */
    public record Verified(VerifierKey key, NoteSignature signature) {}

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedProofException("the note is not UTF-8");
        }
    }

    private static void requireText(String text) {
        if (!text.endsWith("\n")) {
            throw new MalformedProofException("the text of a note ends with a line feed");
        }
        if (text.chars().anyMatch(symbol -> symbol < 0x20 && symbol != '\n')) {
            throw new MalformedProofException("a note has no control characters but line feeds");
        }
    }
}
