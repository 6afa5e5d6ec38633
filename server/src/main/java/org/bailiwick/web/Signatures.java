package org.bailiwick.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import org.springframework.stereotype.Component;

/** Texts that leave the server and come back unchanged or not at all. */
@Component
final class Signatures {
    private static final int MAC_BYTES = 32;
    private final SigningKey key;

    Signatures(SigningKey key) {
        this.key = key;
    }

    /**
     * @param purpose what the text is for; it opens for nothing else
     */
    String sign(String purpose, List<String> values) {
        var payload = pack(values);
        var signed = ByteBuffer.allocate(MAC_BYTES + payload.length).put(mac(purpose, payload)).put(payload).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Empty for whatever was not signed here for this purpose. */
    Optional<List<String>> open(String purpose, String text) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (signed.length < MAC_BYTES) {
            return Optional.empty();
        }
        var payload = Arrays.copyOfRange(signed, MAC_BYTES, signed.length);
        var genuine = MessageDigest.isEqual(mac(purpose, payload), Arrays.copyOf(signed, MAC_BYTES));
        return genuine ? Optional.of(unpack(payload)) : Optional.empty();
    }

    private byte[] mac(String purpose, byte[] payload) {
        try {
            var mac = Mac.getInstance(SigningKey.ALGORITHM);
            mac.init(key.key());
            mac.update(pack(List.of(purpose)));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Each value behind its length, so that two different lists never give the same bytes. */
    private static byte[] pack(List<String> values) {
        var bytes = values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
        var packed = ByteBuffer.allocate(bytes.stream().mapToInt(value -> Integer.BYTES + value.length).sum());
        bytes.forEach(value -> packed.putInt(value.length).put(value));
        return packed.array();
    }

    private static List<String> unpack(byte[] packed) {
        var buffer = ByteBuffer.wrap(packed);
        var values = new ArrayList<String>();
        while (buffer.hasRemaining()) {
            var value = new byte[buffer.getInt()];
            buffer.get(value);
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return values;
    }
}
