package org.bailiwick.evidence.pack;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.OtherJobs;
import org.springframework.stereotype.Component;

/** Audit packs among the jobs. */
@Component
final class PackJobs implements OtherJobs {
    private final AuditPackStore store;

    PackJobs(AuditPackStore store) {
        this.store = store;
    }

    @Override
    public Optional<Progress> find(TenantTx tx, UUID job) {
        return store.findByJob(tx, job).map(pack -> new Progress(AuditPacks.JOB, state(pack.state()),
                pack.requestedAt(), pack.state().underWay() ? Optional.empty() : Optional.of(pack.stateAt()),
                "/audit-packs/" + pack.publicId()));
    }

    /** A job has done what it was for, even where its result does not last. */
    private static String state(PackState state) {
        return switch (state) {
            case REQUESTED -> "requested";
            case RUNNING -> "running";
            case READY, OUTDATED, REMOVED -> "complete";
            case FAILED -> "failed";
        };
    }
}
