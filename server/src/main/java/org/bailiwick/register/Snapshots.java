package org.bailiwick.register;

import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has a tenant's systems read, as durable jobs. */
@Component
public final class Snapshots {
    /**
     * Orders a reading of one connection; one that is still waiting is taken instead of a second one.
     *
     * @return the job's public id
     */
    public UUID request(TenantTx tx, long connection, @Nullable PersonId by) {
        throw new UnsupportedOperationException();
    }
}
