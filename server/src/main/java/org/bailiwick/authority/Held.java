package org.bailiwick.authority;

import java.time.Instant;
import java.util.UUID;
import org.bailiwick.ledger.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An authority that a principal was given in a tenant, with everything that can end it folded in: its own end, the ends
 * of those it was delegated from, and the end of its root.
 *
 * @param since the latest start in the chain
 * @param until the earliest end in the chain; null where there is none
 * @param revokedAt the earliest revocation in the chain
 * @param chain from this authority back to its root, in words without names
 * @param source what it springs from, one of the words of the constraint {@code authority_source_is_known}
 * @param handedOnBy public id of the authority that it was delegated from; null where it stands on its root
 */
record Held(long id, UUID publicId, String capability, Side side, Instant since, @Nullable Instant until,
        @Nullable Instant revokedAt, String chain, String source, @Nullable UUID handedOnBy) {
    boolean inForce(Instant now) {
        return !now.isBefore(since) && (until == null || now.isBefore(until)) && revokedAt == null;
    }

    /** By itself, whatever a contract says of it. */
    Entry.Authority forTheRecord() {
        return forTheRecord(null);
    }

    /** @param contract version of the co-management contract by whose term it counts */
    Entry.Authority forTheRecord(@Nullable Integer contract) {
        return new Entry.Authority(publicId, capability, chain, source, handedOnBy, until, contract);
    }
}
