package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.MalformedProofException;

/**
 * The key by which somebody trusts a log or a witness. They got it from its owner, never from the thing that is to be
 * checked. Written {@code name+id+base64}, a "vkey" (C2SP signed-note, verifier keys).
 *
 * @param publicKey the 32 bytes of RFC 8032
 */
public record VerifierKey(String name, SignatureType type, byte[] publicKey) {
    public VerifierKey {
        new KeyName(name);
        Ed25519.requirePublic(publicKey);
        publicKey = publicKey.clone();
    }

    /** @throws MalformedProofException if it is no vkey of a known type, or its id is not that of name and key */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedProofException("`" + Excerpt.of(vkey) + "` is no key: name+id+base64 is expected");
        }
        byte[] material = Base64Text.read(parts[2]);
        if (material.length == 0) {
            throw new MalformedProofException("`" + Excerpt.of(vkey) + "` has no key material");
        }
        var key = new VerifierKey(parts[0], SignatureType.of(material[0]),
                Arrays.copyOfRange(material, 1, material.length));
        if (!HexFormat.of().toHexDigits(key.id()).equals(parts[1])) {
            throw new MalformedProofException("`" + Excerpt.of(vkey) + "` has a wrong id, it should be "
                    + HexFormat.of().toHexDigits(key.id()));
        }
        return key;
    }

    /** The first four bytes of SHA-256 over name, line feed, type and key; it tells keys apart, it secures nothing. */
    public int id() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(UTF_8));
            sha256.update(type.identifier());
            return ByteBuffer.wrap(sha256.digest(publicKey)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The form that {@link #parse} reads. */
    public String vkey() {
        byte[] material = ByteBuffer.allocate(1 + publicKey.length).put(type.identifier()).put(publicKey).array();
        return name + "+" + HexFormat.of().toHexDigits(id()) + "+" + Base64Text.write(material);
    }

    /** Whether a signature line is by this key, as it says itself; that it verifies is another question. */
    public boolean claims(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /** Whether this key made the signature over this text of a note. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        return claims(signature) && switch (type) {
            case NOTE -> Ed25519.verifies(publicKey, text.getBytes(UTF_8), bytes);
            case COSIGNATURE -> Cosignature.verifies(publicKey, text, bytes);
        };
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && name.equals(key.name) && type == key.type
                && Arrays.equals(publicKey, key.publicKey);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return vkey();
    }

}
