package org.bailiwick.risk;

import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Asks about access whose removal was verified. */
@Component
final class JudgeReturned implements Judge {
    private final RiskStore store;
    private final Register register;

    JudgeReturned(RiskStore store, Register register) {
        this.store = store;
        this.register = register;
    }

    @Override
    public String rule() {
        return AccessReturned.RULE;
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var age = register.ageOfGrants(tx);
        var ruled = store.returned(tx).stream().map(returned -> new Ruled(SubjectKind.GRANT, returned.grant(),
                AccessReturned.judge(returned), "{\"change\":\"%s\"}".formatted(returned.change()))).toList();
        return Ruled.judgement(AccessReturned.RULE, age, tx.now(), ruled);
    }
}
