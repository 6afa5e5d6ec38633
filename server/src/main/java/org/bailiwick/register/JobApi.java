package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a job goes; today every job reads a system. */
@RestController
final class JobApi {
    private final Transactions transactions;
    private final SnapshotStore store;

    JobApi(Transactions transactions, SnapshotStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    record TenantJson(UUID id, String shortName, String name) {}

    record Connection(UUID id, String name) {}

    /**
     * @param state {@code requested}, {@code running}, {@code complete}, {@code partial} or {@code failed}
     * @param problem why it failed, or why it is still waiting
     */
    record JobJson(UUID id, String kind, TenantJson tenant, Connection connection, String state, Instant requestedAt,
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String problem,
            List<SnapshotStore.Kind> kinds) {}

    @GetMapping("/api/v1/jobs/{job}")
    @Access(capability = "register.read", scope = Access.Reach.JOB)
    @Operation(operationId = "getJob", summary = "How a job goes")
    JobJson job(Permit permit, VisibleTenant tenant, @PathVariable UUID job) {
        var snapshot = transactions.tenant(permit.tenant(), tx -> store.find(tx, job))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return new JobJson(job, "snapshot", new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name()),
                new Connection(snapshot.connection(), snapshot.connectionName()), snapshot.state(),
                snapshot.requestedAt(), snapshot.startedAt(), snapshot.endedAt(), snapshot.problem(),
                snapshot.kinds());
    }
}
