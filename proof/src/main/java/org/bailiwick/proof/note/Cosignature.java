package org.bailiwick.proof.note;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.bailiwick.proof.MalformedProofException;

/**
 * A witness's statement: as of this time, the largest tree of this log that I have seen, and it only ever grew
 * (C2SP tlog-cosignature, Ed25519). It is what keeps a log from showing two customers two histories.
 */
public final class Cosignature {
    private static final int TIME_BYTES = Long.BYTES;

    private Cosignature() {}

    /** When the witness saw it, in whole seconds. Only of a signature that was verified. */
    public static Instant time(NoteSignature signature) {
        if (signature.bytes().length != TIME_BYTES + Ed25519.SIGNATURE_BYTES) {
            throw new MalformedProofException("a cosignature has 72 bytes, not " + signature.bytes().length);
        }
        return Instant.ofEpochSecond(ByteBuffer.wrap(signature.bytes()).getLong());
    }

    static boolean verifies(byte[] publicKey, String text, byte[] bytes) {
        if (bytes.length != TIME_BYTES + Ed25519.SIGNATURE_BYTES) {
            return false;
        }
        long time = ByteBuffer.wrap(bytes).getLong();
        // A checkpoint's cosignature must not omit the time, and the standard ends time at 2^63 - 1.
        return time > 0 && time <= Instant.MAX.getEpochSecond() && Ed25519.verifies(publicKey, message(text, time),
                Arrays.copyOfRange(bytes, TIME_BYTES, bytes.length));
    }

    static byte[] message(String text, long posixSeconds) {
        if (posixSeconds <= 0) {
            throw new IllegalArgumentException("a cosignature has a time after 1970, got " + posixSeconds);
        }
        return ("cosignature/v1\ntime " + posixSeconds + "\n" + text).getBytes(UTF_8);
    }
}
