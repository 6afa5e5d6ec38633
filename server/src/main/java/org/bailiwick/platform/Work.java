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
}
