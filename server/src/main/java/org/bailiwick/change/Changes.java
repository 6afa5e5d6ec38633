package org.bailiwick.change;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Alteration;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders changes and has them carried out. What asked for one is an opaque reference here. */
@Component
public final class Changes {
    /**
     * An authorised change. It is bound to the hash of its plan; with {@code automatic} the product carries it out,
     * otherwise it waits for an operator's execution.
     */
    public ChangeOrder order(TenantTx tx, NewChange change) {
        throw new UnsupportedOperationException();
    }

    /** The change on this account and entitlement that is not ended, where there is one. */
    public Optional<ChangeOrder> open(TenantTx tx, long account, long entitlement) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param requestedFor opaque, for example {@code decision/…}
     * @param permit the decision's permit, whose authority stands in the order
     * @param correlation from request to read-back
     */
    public record NewChange(long connection, Alteration alteration, long account, long entitlement,
            String accountName, String entitlementName, String requestedFor, Permit permit, boolean automatic,
            @Nullable String ticket, UUID correlation) {}
}
