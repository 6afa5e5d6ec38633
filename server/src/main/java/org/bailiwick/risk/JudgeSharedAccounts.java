package org.bailiwick.risk;

import java.util.Map;
import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Asks about accounts whose username means a place or a task. */
@Component
final class JudgeSharedAccounts implements Judge {
    private final RiskStore store;
    private final Register register;
    private final GenericNames names = GenericNames.load();

    JudgeSharedAccounts(RiskStore store, Register register) {
        this.store = store;
        this.register = register;
    }

    @Override
    public String rule() {
        return SharedAccount.RULE;
    }

    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfGrants(tx);
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var age = register.ageOfIdentities(tx);
        var candidates = store.usernames(tx).entrySet().stream().filter(each -> names.generic(each.getValue()))
                .map(Map.Entry::getKey).toList();
        var ruled = store.accounts(tx, candidates, store.privileged(tx)).stream()
                .map(account -> new Ruled(SubjectKind.ACCOUNT, account.facts().id(),
                        SharedAccount.judge(account.facts(), names)))
                .toList();
        return Ruled.judgement(SharedAccount.RULE, age, tx.now(), ruled);
    }
}
