package org.bailiwick.proof.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;

/**
 * One signature line of a note: who says to have signed, and the bytes. It means nothing until a trusted key verified it.
 *
 * @param bytes what follows the key's id; for a cosignature the time comes first
 */
public record NoteSignature(String name, int keyId, byte[] bytes) {
    static final String PREFIX = "\u2014 ";
    private static final int ID_BYTES = 4;

    public NoteSignature {
        new KeyName(name);
        if (bytes.length == 0) {
            throw new MalformedProofException("the signature of `" + Excerpt.of(name) + "` is empty");
        }
        bytes = bytes.clone();
    }

    /** @param line without its line feed */
    public static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(PREFIX) || space < PREFIX.length()) {
            throw new MalformedProofException("`" + Excerpt.of(line) + "` is no signature line");
        }
        byte[] idAndSignature = Base64Text.read(line.substring(space + 1));
        if (idAndSignature.length <= ID_BYTES) {
            throw new MalformedProofException("the signature in `" + Excerpt.of(line) + "` is too short");
        }
        return new NoteSignature(line.substring(PREFIX.length(), space), ByteBuffer.wrap(idAndSignature).getInt(),
                Arrays.copyOfRange(idAndSignature, ID_BYTES, idAndSignature.length));
    }

    /** With its line feed. */
    public String line() {
        byte[] idAndSignature = ByteBuffer.allocate(ID_BYTES + bytes.length).putInt(keyId).put(bytes).array();
        return PREFIX + name + " " + Base64Text.write(idAndSignature) + "\n";
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature && name.equals(signature.name) && keyId == signature.keyId
                && Arrays.equals(bytes, signature.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + keyId) + Arrays.hashCode(bytes);
    }
}
