package org.bailiwick.finding;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.register.Basis;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks rules about one tenant, in one transaction there, and has its findings say what they say. With the first time it
 * orders that all be asked once a day, whatever else happens.
 */
@Component
final class AskRules {
    static final Duration DAY = Duration.ofDays(1);
    /** To be raised when a rule says something else of the same than before. */
    private static final String REVISION = "1";

    private final Transactions transactions;
    private final Findings findings;
    private final List<Judge> judges;
    private final Work work;

    @Autowired
    AskRules(Transactions transactions, Findings findings, ObjectProvider<Judge> judges, Work work) {
        this(transactions, findings, judges.orderedStream().toList(), work);
    }

    AskRules(Transactions transactions, Findings findings, List<Judge> judges, Work work) {
        this.transactions = transactions;
        this.findings = findings;
        this.judges = List.copyOf(judges);
        this.work = work;
    }

    private record Said(Judgement judgement, Optional<Basis> basis) {}

    void all(TenantId tenant) {
        ask(tenant, false);
    }

    /** Only those whose answer may be another than the one they gave: of the others the age alone is another. */
    void whereTheBasisIsAnother(TenantId tenant) {
        ask(tenant, true);
    }

    private void ask(TenantId tenant, boolean whereAnother) {
        var ready = judges.stream().map(judge -> judge.prepared(tenant)).toList();
        transactions.worker(tenant, tx -> {
            var bases = new HashMap<String, Basis>();
            ready.forEach(judge -> judge.basis(tx)
                    .ifPresent(basis -> bases.put(judge.rule(), basis.with("revision", REVISION))));
            Map<String, Basis> same = whereAnother ? findings.same(tx, bases) : Map.of();
            // All are asked before anything is written: whoever decides about a finding meanwhile does not wait for it.
            var said = new ArrayList<Said>();
            ready.stream().filter(judge -> !same.containsKey(judge.rule())).forEach(judge -> said
                    .add(new Said(judge.judge(tx), Optional.ofNullable(bases.get(judge.rule())))));
            said.forEach(each -> findings.reconcile(tx, each.judgement(), each.basis()));
            findings.renew(tx, same);
            work.order(tx, JudgeTenant.KIND, JudgeTenant.DAILY, tx.now().plus(DAY));
            return true;
        });
    }
}
