package org.bailiwick.risk;

import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Asks about the secrets of machines. */
@Component
final class JudgeCredentials implements Judge {
    private final RiskStore store;
    private final Register register;

    JudgeCredentials(RiskStore store, Register register) {
        this.store = store;
        this.register = register;
    }

    @Override
    public String rule() {
        return CredentialOverdue.RULE;
    }

    /** Of the same secrets, more and more are due. */
    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfCredentials(tx).map(basis -> basis.with("due", store.secretsDue(tx)));
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var age = register.ageOfCredentials(tx);
        var ruled = store.credentials(tx, store.privileged(tx)).stream().map(secret -> new Ruled(SubjectKind.CREDENTIAL,
                secret.id(), CredentialOverdue.judge(secret, tx.now()))).toList();
        return Ruled.judgement(CredentialOverdue.RULE, age, tx.now(), ruled);
    }
}
