package org.bailiwick.register;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How a job goes: a reading of a system, or what a module above does. */
@RestController
final class JobApi {
    private final Transactions transactions;
    private final SnapshotStore store;
    private final ObjectProvider<OtherJobs> others;

    JobApi(Transactions transactions, SnapshotStore store, ObjectProvider<OtherJobs> others) {
        this.transactions = transactions;
        this.store = store;
        this.others = others;
    }

    record TenantJson(UUID id, String shortName, String name) {}

    record Connection(UUID id, String name) {}

    /**
     * @param state {@code requested}, {@code running}, {@code complete}, {@code partial} or {@code failed}
     * @param connection that is read; null for a job that reads none
     * @param problem why it failed, or why it is still waiting
     * @param result where what it did is told; only of jobs that read no system
     */
    record JobJson(UUID id, String kind, TenantJson tenant, @Nullable Connection connection, String state,
            Instant requestedAt,
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String problem,
            List<SnapshotStore.Kind> kinds, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String result) {}

    @GetMapping("/api/v1/jobs/{job}")
    @Access(capability = "register.read", scope = Access.Reach.JOB)
    @Operation(operationId = "getJob", summary = "How a job goes")
    JobJson job(Permit permit, VisibleTenant tenant, @PathVariable UUID job) {
        var named = new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name());
        return transactions.tenant(permit.tenant(),
                tx -> store.find(tx, job).map(snapshot -> reading(job, named, snapshot))
                        .or(() -> others.stream().flatMap(other -> other.find(tx, job).stream()).findFirst()
                                .map(progress -> other(job, named, progress))))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }

    private static JobJson reading(UUID job, TenantJson tenant, SnapshotStore.Snapshot snapshot) {
        return new JobJson(job, "snapshot", tenant, new Connection(snapshot.connection(), snapshot.connectionName()),
                snapshot.state(), snapshot.requestedAt(), snapshot.startedAt(), snapshot.endedAt(),
                snapshot.problem(), snapshot.kinds(), null);
    }

    private static JobJson other(UUID job, TenantJson tenant, OtherJobs.Progress progress) {
        return new JobJson(job, progress.kind(), tenant, null, progress.state(), progress.requestedAt(),
                progress.requestedAt(), progress.endedAt().orElse(null), null, List.of(),
                "/api/v1/tenants/%s%s".formatted(tenant.id(), progress.result()));
    }
}
