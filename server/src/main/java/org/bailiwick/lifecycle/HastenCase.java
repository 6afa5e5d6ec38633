package org.bailiwick.lifecycle;

import java.time.Duration;
import java.util.Optional;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.stereotype.Component;

/**
 * Has a case looked at now and not with its next turn. Ordered by the transaction that made it necessary: in the MSP's
 * tenant about the case, in a customer's about the request that was answered there, whose case the customer never learns.
 */
@Component
final class HastenCase implements WorkHandler {
    static final String KIND = "leaver case at once";
    private static final Duration SOON = Duration.ofMillis(500);

    private final Transactions transactions;
    private final CaseStore cases;
    private final RequestStore requests;
    private final Work work;
    private final PlatformClock clock;

    HastenCase(Transactions transactions, CaseStore cases, RequestStore requests, Work work, PlatformClock clock) {
        this.transactions = transactions;
        this.cases = cases;
        this.requests = requests;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var leaver = leaver(item);
        if (leaver.isEmpty()) {
            return Outcome.done();
        }
        boolean hastened = transactions.worker(TenantId.MSP,
                tx -> work.hasten(tx, AdvanceCase.KIND, leaver.get().id(), tx.now()));
        // A look that is under way may have passed by what this is about; the next one does not.
        return hastened ? Outcome.done() : Outcome.again(clock.now().plus(SOON));
    }

    /** Empty for a case that is over: nothing of it moves by itself. */
    private Optional<LeaverCase> leaver(WorkItem item) {
        if (item.tenant().equals(TenantId.MSP)) {
            return transactions.worker(TenantId.MSP, tx -> cases.find(tx, item.subject()));
        }
        return transactions.worker(item.tenant(), tx -> requests.publicId(tx, item.subject()))
                .flatMap(request -> transactions.worker(TenantId.MSP, tx -> cases.asking(tx, request)))
                .filter(leaver -> leaver.state() == CaseState.OPEN);
    }
}
