package org.bailiwick.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bailiwick.drift.ComparisonStore.Missing;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.springframework.stereotype.Component;

/** What people are expected to hold and effectively do not, over any path; and whom nobody finds. */
@Component
final class MissingAccess implements Judge {
    private final ExpectedScopes scopes;
    private final Register register;
    private final ComparisonStore store;

    MissingAccess(ExpectedScopes scopes, Register register, ComparisonStore store) {
        this.scopes = scopes;
        this.register = register;
        this.store = store;
    }

    @Override
    public String rule() {
        return Rule.ACCESS_MISSING.id();
    }

    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return Ground.basis(tx, scopes, register);
    }

    /** That something is not there is concluded from a complete reading alone. */
    @Override
    public Judgement judge(TenantTx tx) {
        var ground = Ground.of(tx, scopes, register);
        var facts = ground.scope().filter(scope -> ground.why() == null)
                .map(scope -> store.missing(tx, scope.id()).stream().map(MissingAccess::fact).toList())
                .orElse(List.of());
        return ground.judgement(Rule.ACCESS_MISSING, facts);
    }

    private static Fact fact(Missing missing) {
        var account = missing.account();
        if (account == null) {
            return new Fact("person/" + missing.username(), Severity.LOW,
                    new SubjectRef(SubjectKind.EXPECTED_PERSON, missing.person()),
                    "`%s` is expected and has no account".formatted(missing.username()),
                    List.of("the expected scope gives `%s` the functions %s".formatted(missing.username(),
                            Say.functions(missing.functions())),
                            "no system of the tenant has an account of this name, as last read completely"),
                    null);
        }
        var reasons = new ArrayList<String>();
        reasons.add("the expected scope gives it through %s".formatted(Say.functions(missing.functions())));
        reasons.add(missing.known()
                ? "the account does not hold it over any path, as last read completely"
                : "the account's system has no %s of this name".formatted(missing.kind()));
        if (missing.disabled()) {
            reasons.add("the account is disabled");
        }
        return new Fact("account/%d/%s/%s".formatted(account, missing.kind(), missing.name()), Severity.LOW,
                new SubjectRef(SubjectKind.ACCOUNT, account), "`%s` does not hold the expected %s `%s`"
                        .formatted(missing.username(), missing.kind(), missing.name()),
                reasons, null);
    }
}
