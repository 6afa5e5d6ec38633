package org.bailiwick.ledger.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A value beside an entry, by where it stands and never by what it says.
 *
 * @param pointer where it would stand in the body (RFC 6901)
 */
public record ErasableValue(UUID event, String pointer) {
    /** As the database sorts ids and words. */
    private static final Comparator<ErasableValue> ORDER = Comparator
            .comparing((ErasableValue value) -> value.event().toString()).thenComparing(ErasableValue::pointer);

    /** SHA-256 over a line for each, in one order whatever order they come in; hexadecimal. */
    public static String sha256(Collection<ErasableValue> values) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            values.stream().sorted(ORDER).forEach(value -> digest
                    .update("%s %s\n".formatted(value.event(), value.pointer()).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
