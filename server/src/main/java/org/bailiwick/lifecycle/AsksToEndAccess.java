package org.bailiwick.lifecycle;

import java.util.Optional;
import org.bailiwick.change.AsksToDisable;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Nobody who leaves is let in again while the tenant has not answered yet, nor where it did not answer in time. */
@Component
final class AsksToEndAccess implements AsksToDisable {
    private final RequestStore store;

    AsksToEndAccess(RequestStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> asked(TenantTx tx, long account) {
        return store.asksToDisable(tx, account)
                ? Optional.of("somebody asked for the end of its access, and that is not answered yet")
                : Optional.empty();
    }
}
