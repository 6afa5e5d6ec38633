package org.bailiwick.lifecycle;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Nobody opens, continues or ends a case about themselves; whoever tries is denied, and that is on record. */
@Component
final class AboutOneself {
    private final Transactions transactions;
    private final PresenceStore store;
    private final Register register;
    private final CaseRecord record;

    AboutOneself(Transactions transactions, PresenceStore store, Register register, CaseRecord record) {
        this.transactions = transactions;
        this.store = store;
        this.register = register;
        this.record = record;
    }

    /**
     * Looked up anew, so that it is also known of somebody who has only just signed in for the first time.
     *
     * @param permit in the MSP's own tenant
     * @param target what the denial is about
     */
    boolean denied(Permit permit, UUID subject, Target target) {
        var person = PreviewCase.person(permit);
        boolean linked = transactions.estate(tx -> store.linked(tx, subject, person.id()));
        return transactions.tenant(permit.tenant(), tx -> {
            boolean own = linked || register.isOwn(tx, store.accounts(tx, subject), person);
            if (own) {
                record.ownAccess(tx, permit, target);
            }
            return own;
        });
    }

    static Target target(LeaverCase leaver) {
        return new Target("leaver case", leaver.publicId().toString(), leaver.name());
    }
}
