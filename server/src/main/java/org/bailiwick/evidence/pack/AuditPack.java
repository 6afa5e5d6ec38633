package org.bailiwick.evidence.pack;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A pack that was asked for, and how far it is.
 *
 * @param id inside id
 * @param query by which entries were chosen, as JSON text
 * @param filtered whether more than the period chose them, so that it is partial
 * @param step what is being done, in words
 * @param total entries; null before it is known
 * @param problem why it is not to be had; null elsewhere
 * @param manifest null before it is on record
 * @param erasedSince whether something that it told was erased after it was built
 */
public record AuditPack(TenantId tenant, long id, UUID publicId, UUID job, Instant since, Instant until, String query,
        boolean filtered, Optional<String> requestedBy, Instant requestedAt, UUID correlation, PackState state,
        Instant stateAt, String step, long done, @Nullable Long total, @Nullable String problem,
        @Nullable Manifest manifest, @Nullable UUID manifestEntry, @Nullable Built built,
        boolean erasedSince) {
    /** @param sha256 of the whole file, hexadecimal */
    public record Built(long size, String sha256, Verdict verdict) {}

    /** Completes "audit pack of …". */
    public String title() {
        return "%s to %s%s".formatted(since, until, filtered ? ", filtered" : "");
    }

    /** The name under which it is saved; names sort by tenant and period. */
    public String fileName(String shortName) {
        return "%s-%s-%s.zip".formatted(shortName, day(since), day(until.minusNanos(1)));
    }

    private static String day(Instant at) {
        return at.toString().substring(0, "2026-11-22".length());
    }
}
