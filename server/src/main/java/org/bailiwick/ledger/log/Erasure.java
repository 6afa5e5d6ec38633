package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;

/**
 * Somebody asked to have the values of one data subject erased from a tenant's record. It names the subject by an id, so
 * that it can stay when the names are gone.
 *
 * @param subjectKind {@code account}, {@code identity} or {@code person}
 * @param readUntil entries up to this time were looked through
 * @param values how many values it is about, and {@code entries} beside how many entries they stand
 * @param hash of exactly what was shown, with reason and ticket; hexadecimal
 * @param ofTenant whether somebody of the tenant asked; else somebody of the tenant has to approve it
 * @param requestedByName empty where the tenant does not know the name any more
 * @param erased how many values are gone by now
 */
public record Erasure(long id, UUID publicId, String subjectKind, String subjectId, Instant readUntil, long values,
        long entries, String hash, String reason, String ticket, PersonId requestedBy, boolean ofTenant,
        Optional<String> requestedByName, Instant requestedAt, UUID correlation, State state, Instant stateAt,
        long erased) {
    /** Held: approved, and a legal hold keeps everything until it is lifted. */
    public enum State {
        ASKED, REFUSED, ORDERED, HELD, DONE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
