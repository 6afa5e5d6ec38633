package org.bailiwick.risk;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Asks about accounts that hold privilege. */
@Component
final class JudgeStaleAdmin implements Judge {
    private final RiskStore store;
    private final Register register;

    JudgeStaleAdmin(RiskStore store, Register register) {
        this.store = store;
        this.register = register;
    }

    @Override
    public String rule() {
        return StaleAdmin.RULE;
    }

    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfGrants(tx).map(basis -> basis.with("use", store.use(tx)));
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var age = register.ageOfGrants(tx);
        var privileged = store.privileged(tx);
        var ruled = store.accounts(tx, privileged.keySet(), privileged).stream()
                .map(account -> new Ruled(SubjectKind.ACCOUNT, account.facts().id(), verdict(account, tx.now())))
                .toList();
        return Ruled.judgement(StaleAdmin.RULE, age, tx.now(), ruled);
    }

    /** The system's own words say best why it does not tell of sign-ins. */
    private static Verdict verdict(RiskStore.Account account, Instant now) {
        var verdict = StaleAdmin.judge(account.facts(), now);
        var problem = account.signInsProblem();
        return verdict instanceof Verdict.NotKnown && problem != null
                ? new Verdict.NotKnown(problem)
                : verdict instanceof Verdict.NotKnown
                        ? new Verdict.NotKnown("stored sign-ins do not reach back %d days".formatted(Days.STALE))
                        : verdict;
    }
}
