package org.bailiwick.platform;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Job headers: find the tenant of a job from its public id. What a job did stands in its tenant's own rows. */
@Component
public final class Jobs {
    private final Ids ids;

    Jobs(Ids ids) {
        this.ids = ids;
    }

    /**
     * @param subject the row in the tenant that tells how the job goes
     */
    public record Job(UUID id, TenantId tenant, String kind, long subject) {}

    public UUID open(TenantTx tx, String kind, long subject) {
        var id = ids.uuid();
        tx.sql("""
               insert into job (public_id, tenant_id, kind, subject, requested_at)
               values (:id, :tenant, :kind, :subject, :now)""").param("id", id).param("kind", kind)
                .param("subject", subject).update();
        return id;
    }

    public Optional<Job> find(GlobalTx tx, UUID id) {
        return tx.sql("select tenant_id, kind, subject from job where public_id = :id").param("id", id)
                .query((row, number) -> new Job(id, new TenantId(row.getInt("tenant_id")), row.getString("kind"),
                        row.getLong("subject")))
                .optional();
    }
}
