package org.bailiwick.risk;

import java.util.Optional;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.springframework.stereotype.Component;

/** Asks about machine and shared identities for which nobody answers. */
@Component
final class JudgeOwners implements Judge {
    private final RiskStore store;
    private final Register register;

    JudgeOwners(RiskStore store, Register register) {
        this.store = store;
        this.register = register;
    }

    @Override
    public String rule() {
        return NoOwner.RULE;
    }

    /** Who signs in here may be the one who is named, without an account in any system. */
    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfGrants(tx).map(basis -> basis.with("people", store.people(tx)));
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var age = register.ageOfIdentities(tx);
        var ruled = store.ownerless(tx, store.privileged(tx), age.observedAt() != null).stream()
                .map(identity -> new Ruled(SubjectKind.IDENTITY, identity.id(), NoOwner.judge(identity))).toList();
        return Ruled.judgement(NoOwner.RULE, age, tx.now(), ruled);
    }
}
