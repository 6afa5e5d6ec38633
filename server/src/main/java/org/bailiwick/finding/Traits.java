package org.bailiwick.finding;

import org.bailiwick.platform.TenantTx;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Keeps by what each finding could be the same weakness as one in another tenant, and how many there are of each. It
 * looks at its own tenant alone: that another has the same is found where somebody may see both.
 */
@Component
final class Traits {
    private record Told() {}

    private final TraitStore store;
    private final ObjectProvider<AfterFindings> followers;

    Traits(TraitStore store, ObjectProvider<AfterFindings> followers) {
        this.store = store;
        this.followers = followers;
    }

    /** After a rule was asked. */
    void judged(TenantTx tx, Rule rule) {
        store.derive(tx, rule);
        tell(tx, store.count(tx, rule));
    }

    /** After somebody decided about one finding. */
    void decided(TenantTx tx, Rule rule, long finding) {
        tell(tx, store.count(tx, rule, finding));
    }

    private void tell(TenantTx tx, boolean changed) {
        if (changed) {
            tx.once(new Told(), () -> {
                followers.orderedStream().forEach(each -> each.changed(tx));
                return true;
            });
        }
    }
}
