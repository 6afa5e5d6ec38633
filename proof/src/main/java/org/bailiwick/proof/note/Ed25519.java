package org.bailiwick.proof.note;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import org.bailiwick.proof.MalformedProofException;

/** RFC 8032 with the bytes as they stand in keys and notes; the arithmetic is the JDK's. */
final class Ed25519 {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private Ed25519() {}

    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(readPublic(publicKey));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (SignatureException notASignature) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new MalformedProofException("the public key is no point of the curve");
        }
    }

    static byte[] sign(byte[] seed, byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** The JDK derives a public key only while it generates a pair, so the pair is generated from this seed. */
    static byte[] publicKeyOf(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return write((EdECPublicKey) generator.generateKeyPair().getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    /** RFC 8032 section 5.1.3: y in little endian, the sign of x in the highest bit. */
    private static PublicKey readPublic(byte[] bytes) throws GeneralSecurityException {
        byte[] y = reversed(bytes);
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        var point = new EdECPoint(xOdd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    static void requirePublic(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new MalformedProofException("an Ed25519 key has " + KEY_BYTES + " bytes, not " + bytes.length);
        }
        try {
            readPublic(bytes);
        } catch (InvalidKeySpecException notAPoint) {
            throw new MalformedProofException("the public key is no point of the curve");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 15 has Ed25519", e);
        }
    }

    private static byte[] write(EdECPublicKey key) {
        byte[] y = new byte[KEY_BYTES];
        byte[] magnitude = key.getPoint().getY().toByteArray();
        int length = Math.min(magnitude.length, KEY_BYTES);
        System.arraycopy(magnitude, magnitude.length - length, y, KEY_BYTES - length, length);
        if (key.getPoint().isXOdd()) {
            y[0] |= (byte) 0x80;
        }
        return reversed(y);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Hands out the seed instead of chance. */
    private static final class Fixed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
