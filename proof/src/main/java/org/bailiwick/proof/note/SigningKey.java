package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.MalformedProofException;

/**
 * The secret with which a log signs its checkpoints or a witness cosigns them. It is kept outside the database, in a
 * file that only its owner reads, written {@code PRIVATE+KEY+name+id+base64} as Go's note package writes it.
 */
public final class SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final byte[] seed;
    private final VerifierKey verifierKey;

    /** @param seed 32 random bytes, the private key of RFC 8032; where they come from is the caller's choice */
    public SigningKey(String name, SignatureType type, byte[] seed) {
        if (seed.length != Ed25519.KEY_BYTES) {
            throw new MalformedProofException("a private key has 32 bytes, not " + seed.length);
        }
        this.seed = seed.clone();
        this.verifierKey = new VerifierKey(name, type, Ed25519.publicKeyOf(seed));
    }

    /** The messages of its refusals never repeat the secret. */
    public static SigningKey parse(String text) {
        String[] parts = text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3) {
            throw new MalformedProofException("not a private key: PRIVATE+KEY+name+id+base64 is expected");
        }
        byte[] material = material(parts[2]);
        var key = new SigningKey(parts[0], SignatureType.of(material[0]),
                Arrays.copyOfRange(material, 1, material.length));
        if (!HexFormat.of().toHexDigits(key.verifierKey.id()).equals(parts[1])) {
            throw new MalformedProofException("the private key's id is not that of its name and key");
        }
        return key;
    }

    private static byte[] material(String base64) {
        try {
            byte[] material = Base64Text.read(base64);
            if (material.length == 1 + Ed25519.KEY_BYTES) {
                return material;
            }
        } catch (MalformedProofException secret) {
            throw new MalformedProofException("the private key is not base 64");
        }
        throw new MalformedProofException("the private key has a wrong length");
    }

    /** What {@link #parse} reads; whoever has it signs as this key. */
    public String secret() {
        byte[] material = ByteBuffer.allocate(1 + seed.length).put(verifierKey.type().identifier()).put(seed).array();
        return PREFIX + verifierKey.name() + "+" + HexFormat.of().toHexDigits(verifierKey.id()) + "+"
                + Base64Text.write(material);
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** Signs the text as it stands. */
    public NoteSignature sign(String text) {
        requireType(SignatureType.NOTE);
        return signature(Ed25519.sign(seed, text.getBytes(UTF_8)));
    }

    public SignedNote note(String text) {
        return new SignedNote(text, List.of(sign(text)));
    }

    /** Cosigns a checkpoint's text as the newest one seen at this time. @param posixSeconds since the Epoch, not 0 */
    public NoteSignature cosign(String text, long posixSeconds) {
        requireType(SignatureType.COSIGNATURE);
        byte[] signed = Ed25519.sign(seed, Cosignature.message(text, posixSeconds));
        return signature(ByteBuffer.allocate(Long.BYTES + signed.length).putLong(posixSeconds).put(signed).array());
    }

    private NoteSignature signature(byte[] bytes) {
        return new NoteSignature(verifierKey.name(), verifierKey.id(), bytes);
    }

    private void requireType(SignatureType wanted) {
        if (verifierKey.type() != wanted) {
            throw new IllegalStateException("`%s` is a key for %s, not for %s".formatted(verifierKey.name(),
                    verifierKey.type(), wanted));
        }
    }

    /** Without the secret: it may reach a log file. */
    @Override
    public String toString() {
        return "signing key of " + verifierKey;
    }
}
