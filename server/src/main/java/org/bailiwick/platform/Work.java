package org.bailiwick.platform;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/**
 * Orders durable work inside the transaction that makes it necessary: both commit or neither does. The worker loop of
 * any node takes it up later; the same (tenant, kind, subject) is queued at most once at a time.
 */
@Component
public final class Work {
    /**
     * @param kind names the {@link WorkHandler}
     * @param subject the row in this tenant that the handler works on
     */
    public void order(TenantTx tx, String kind, long subject, Instant due) {
        tx.sql("""
               insert into work (kind, tenant_id, subject, due) values (:kind, :tenant, :subject, :due)
               on conflict do nothing""").param("kind", kind).param("subject", subject)
                .param("due", OffsetDateTime.ofInstant(due, ZoneOffset.UTC)).update();
    }

    /** Orders a piece of work of its own, so that an order which meets one under way is not lost in it. */
    public void orderAnew(TenantTx tx, String kind, Instant due) {
        order(tx, kind, tx.sql("select nextval('row_id')").query(Long.class).single(), due);
    }

    /**
     * As {@link #order}, and what is queued for later is brought forward. In a worker's transaction only: requests may
     * order work and not touch what is ordered.
     *
     * @return false where it is being done at this moment, and so may be past what makes it necessary
     */
    public boolean hasten(TenantTx tx, String kind, long subject, Instant due) {
        return tx.sql("""
                      insert into work (kind, tenant_id, subject, due) values (:kind, :tenant, :subject, :due)
                      on conflict (tenant_id, kind, subject) do update set due = least(work.due, excluded.due)
                      where work.lease_until is null or work.lease_until < :now""").param("kind", kind)
                .param("subject", subject).param("due", OffsetDateTime.ofInstant(due, ZoneOffset.UTC)).update() == 1;
    }
}
