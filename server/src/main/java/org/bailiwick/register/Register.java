package org.bailiwick.register;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Reads what was observed. */
@Component
public final class Register {
    public Optional<GrantView> grant(TenantTx tx, UUID publicId) {
        throw new UnsupportedOperationException();
    }

    public Optional<GrantView> grant(TenantTx tx, long id) {
        throw new UnsupportedOperationException();
    }

    /** The grant of this account and entitlement, where one was ever observed. */
    public Optional<GrantView> grant(TenantTx tx, long account, long entitlement) {
        throw new UnsupportedOperationException();
    }

    /** Everything this account effectively holds. */
    public java.util.List<GrantView> grantsOf(TenantTx tx, long account) {
        throw new UnsupportedOperationException();
    }
}
