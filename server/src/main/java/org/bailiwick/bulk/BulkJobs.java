package org.bailiwick.bulk;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.OtherJobs;
import org.springframework.stereotype.Component;

/** Bulks among the jobs. */
@Component
final class BulkJobs implements OtherJobs {
    private final BulkStore store;

    BulkJobs(BulkStore store) {
        this.store = store;
    }

    @Override
    public Optional<Progress> find(TenantTx tx, UUID job) {
        return store.findByJob(tx, job)
                .map(bulk -> new Progress(StartBulk.JOB, bulk.ended() ? "complete" : "running", bulk.requestedAt(),
                        bulk.ended() ? Optional.of(bulk.stateAt()) : Optional.empty(),
                        "/decisions/" + bulk.publicId()));
    }
}
