package org.bailiwick.finding;

import java.time.Duration;
import java.util.List;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks every rule about one tenant, in one transaction there. Ordered whenever something that rules look at has changed,
 * and once a day besides, because time alone makes a secret overdue.
 */
@Component
final class JudgeTenant implements WorkHandler {
    static final String KIND = "judge";
    static final long DAILY = 0;
    private static final Duration DAY = Duration.ofDays(1);

    private final Transactions transactions;
    private final Findings findings;
    private final List<Judge> judges;
    private final Work work;
    private final PlatformClock clock;

    @Autowired
    JudgeTenant(Transactions transactions, Findings findings, ObjectProvider<Judge> judges, Work work,
            PlatformClock clock) {
        this(transactions, findings, judges.orderedStream().toList(), work, clock);
    }

    JudgeTenant(Transactions transactions, Findings findings, List<Judge> judges, Work work, PlatformClock clock) {
        this.transactions = transactions;
        this.findings = findings;
        this.judges = List.copyOf(judges);
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var ready = judges.stream().map(judge -> judge.prepared(item.tenant())).toList();
        transactions.worker(item.tenant(), tx -> {
            // All are asked before anything is written: whoever decides about a finding meanwhile does not wait for it.
            ready.stream().map(judge -> judge.judge(tx)).toList().forEach(said -> findings.reconcile(tx, said));
            if (item.subject() != DAILY) {
                work.order(tx, KIND, DAILY, tx.now().plus(DAY));
            }
            return true;
        });
        return item.subject() == DAILY ? Outcome.again(clock.now().plus(DAY)) : Outcome.done();
    }
}
