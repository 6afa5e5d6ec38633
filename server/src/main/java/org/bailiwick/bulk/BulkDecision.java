package org.bailiwick.bulk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * A bulk that was asked for, and how far it is.
 *
 * @param hash of the preview it is bound to, hexadecimal
 * @param accounts how many accounts its items touched when it was asked for
 * @param secondPerson whether somebody else has to approve it
 * @param requestedByName as the tenant knows the person now; empty where it does not
 * @param job under which its progress can be followed; empty before it runs
 * @param findings how many of its items are no grants
 */
public record BulkDecision(TenantId tenant, long id, UUID publicId, DecisionKind kind, String hash, int accounts,
        int identities, int systems, boolean secondPerson, PersonId requestedBy, Optional<String> requestedByName,
        Instant requestedAt, UUID correlation, Optional<UUID> job, BulkState state, Instant stateAt, Counts counts,
        int findings) {

    /** How many of its items are in which state. */
    public record Counts(int waiting, int decided, int refused) {
        public int items() {
            return waiting + decided + refused;
        }
    }

    /** For a heading: {@code Revoke 12 grants}. */
    public String title() {
        return "%s %s".formatted(kind == DecisionKind.KEEP ? "Keep" : "Revoke",
                Counted.of(counts.items() - findings, findings));
    }

    public boolean ended() {
        return switch (state) {
            case ASKED, RUNNING -> false;
            case DONE, REFUSED, WITHDRAWN, EXPIRED -> true;
        };
    }
}
