package org.bailiwick.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailiwick.drift.ComparisonStore.Excess;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.springframework.stereotype.Component;

/**
 * Direct grants of accounts in use that the expected scope does not give. What is contained in something expected is
 * expected too. Accounts of the MSP's people are left to {@link DelegatedAdmin}.
 */
@Component
final class ExcessAccess implements Judge {
    private final ExpectedScopes scopes;
    private final Register register;
    private final ComparisonStore store;
    private final MspPeople people;

    ExcessAccess(ExpectedScopes scopes, Register register, ComparisonStore store, MspPeople people) {
        this.scopes = scopes;
        this.register = register;
        this.store = store;
        this.people = people;
    }

    @Override
    public String rule() {
        return Rule.EXCESS_ACCESS.id();
    }

    @Override
    public Judge prepared(TenantId tenant) {
        return new Prepared(people.read());
    }

    /** Without knowing the MSP's people all of them count as the tenant's, so that nothing is left out. */
    @Override
    public Judgement judge(TenantTx tx) {
        return judge(tx, MspPeople.Staff.NOBODY);
    }

    private Judgement judge(TenantTx tx, MspPeople.Staff staff) {
        var ground = Ground.of(tx, scopes, register);
        var facts = ground.scope().filter(scope -> ground.containmentsKnown())
                .map(scope -> store.excess(tx, scope.id(), staff).stream().map(ExcessAccess::fact).toList())
                .orElse(List.of());
        return ground.judgement(Rule.EXCESS_ACCESS, facts);
    }

    private static Fact fact(Excess excess) {
        var held = Say.right(excess.held());
        var reasons = new ArrayList<String>();
        reasons.add(excess.functions().isEmpty()
                ? "the account `%s` is not in the expected scope".formatted(excess.username())
                : "the expected scope gives `%s` the functions %s, and none of them gives %s"
                        .formatted(excess.username(), Say.functions(excess.functions()), held));
        reasons.add(Say.tier(excess.held()));
        if (!excess.worst().equals(excess.held())) {
            reasons.add("%s contains more: %s".formatted(held, Say.tier(excess.worst())));
        }
        if (excess.inUse() == null) {
            reasons.add("whether the account is enabled is not known");
        }
        return new Fact("grant/" + excess.grant(), Say.severity(excess.worst().tier()),
                new SubjectRef(SubjectKind.GRANT, excess.grant()),
                "`%s` holds %s beyond the expected scope".formatted(excess.username(), held), reasons, null);
    }

    private final class Prepared implements Judge {
        private final MspPeople.Staff staff;

        private Prepared(MspPeople.Staff staff) {
            this.staff = staff;
        }

        @Override
        public String rule() {
            return ExcessAccess.this.rule();
        }

        @Override
        public Optional<Basis> basis(TenantTx tx) {
            return Ground.basis(tx, scopes, register).map(basis -> basis.with("staff", staff.text()));
        }

        @Override
        public Judgement judge(TenantTx tx) {
            return ExcessAccess.this.judge(tx, staff);
        }
    }
}
