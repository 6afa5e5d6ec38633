package org.bailiwick.change;

import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.TenantTx;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says whose account is disabled on purpose, or is to be: letting them in again would undo what somebody decided. */
@Component
final class ToBeDisabled {
    private final ChangeStore store;
    private final List<AsksToDisable> asking;

    ToBeDisabled(ChangeStore store, ObjectProvider<AsksToDisable> asking) {
        this.store = store;
        this.asking = asking.orderedStream().toList();
    }

    Optional<String> why(TenantTx tx, long account) {
        return store.isToBeDisabled(tx, account)
                ? Optional.of("it was ordered to be disabled")
                : asking.stream().flatMap(each -> each.asked(tx, account).stream()).findFirst();
    }
}
