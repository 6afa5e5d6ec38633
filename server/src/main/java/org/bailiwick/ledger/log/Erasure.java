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
 * @param hash of exactly what was shown, with reason and ticket; hexadecimal
 * @param ofTenant whether somebody of the tenant asked; else somebody of the tenant has to approve it
 * @param requestedByName empty where the tenant does not know the name any more
 * @param erased how many values are gone by now
 * @param problem why it failed; empty where it did not
 */
public record Erasure(long id, UUID publicId, ToErase shown, String hash, String reason, String ticket,
        PersonId requestedBy, boolean ofTenant, Optional<String> requestedByName, Instant requestedAt,
        UUID correlation, State state, Instant stateAt, long erased, Optional<String> problem) {
    /** Held: approved, and a legal hold keeps everything until it is lifted. Failed: not what was approved. */
    public enum State {
        ASKED, REFUSED, WITHDRAWN, ORDERED, HELD, DONE, FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Nothing is erased yet, and it may still come to that. */
        public boolean open() {
            return this == ASKED || this == ORDERED || this == HELD;
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    public String subjectKind() {
        return shown.subjectKind();
    }

    public String subjectId() {
        return shown.subjectId();
    }

    /** INVARIANT: what stands beside a hash is what it was given for. */
    boolean isWhatWasApproved() {
        return shown.hash(reason, ticket).equals(hash);
    }
}
