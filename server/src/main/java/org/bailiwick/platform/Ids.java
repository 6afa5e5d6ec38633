package org.bailiwick.platform;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where random values come from: public ids (UUID version 4, which tell nothing), tokens and salts. */
@Component
public final class Ids {
    private static final int TOKEN_BYTES = 32;
    private final SecureRandom random = new SecureRandom();

    public UUID uuid() {
        return UUID.randomUUID();
    }

    /** 256 random bits, base64url without padding. */
    public String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES));
    }

    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
