package org.bailiwick.proof.note;

import org.bailiwick.proof.MalformedProofException;

/**
 * What a key signs, by the identifier byte of C2SP signed-note. ML-DSA-44 cosignatures (0x06) have their byte and are
 * not read yet; a key of another type is refused, its signatures are as unknown as those of any stranger.
 */
public enum SignatureType {
    /** The text of the note as it stands: a log under its checkpoint. */
    NOTE(0x01),
    /** The text with the time at which a witness saw it (C2SP tlog-cosignature, Ed25519). */
    COSIGNATURE(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    static SignatureType of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new MalformedProofException("signature type 0x%02x is not one of 0x01 (Ed25519) and 0x04 (cosignature)"
                .formatted(identifier));
    }
}
