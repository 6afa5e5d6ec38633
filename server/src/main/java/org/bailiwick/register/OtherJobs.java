package org.bailiwick.register;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;

/** Jobs of modules above, so that every job is followed at one address. */
public interface OtherJobs {
    /**
     * @param state {@code running} or {@code complete}
     * @param result path below the tenant's own, where what it did is told
     */
    record Progress(String kind, String state, Instant requestedAt, Optional<Instant> endedAt, String result) {}

    Optional<Progress> find(TenantTx tx, UUID job);
}
