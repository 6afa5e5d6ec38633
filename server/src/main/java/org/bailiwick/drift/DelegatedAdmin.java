package org.bailiwick.drift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.drift.ComparisonStore.Delegated;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.RuleSummary;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.springframework.stereotype.Component;

/**
 * Accounts of the MSP's own people that hold what the tenant did not agree to expect: privileged rights over whatever
 * path, and everything else they were given directly. One finding an account, because the person is what has to be
 * settled; as bad as the worst right.
 */
@Component
final class DelegatedAdmin implements Judge {
    private static final Set<String> PRIVILEGED = Set.of("critical", "high");

    private final ExpectedScopes scopes;
    private final Register register;
    private final ComparisonStore store;
    private final MspPeople people;

    DelegatedAdmin(ExpectedScopes scopes, Register register, ComparisonStore store, MspPeople people) {
        this.scopes = scopes;
        this.register = register;
        this.store = store;
        this.people = people;
    }

    @Override
    public String rule() {
        return Rule.DELEGATED_ADMIN_UNEXPECTED.id();
    }

    @Override
    public Judge prepared(TenantId tenant) {
        return new Prepared(people.read());
    }

    @Override
    public Judgement judge(TenantTx tx) {
        return judge(tx, MspPeople.Staff.NOBODY);
    }

    private Judgement judge(TenantTx tx, MspPeople.Staff staff) {
        var ground = Ground.of(tx, scopes, register);
        var facts = ground.scope().filter(scope -> ground.containmentsKnown())
                .map(scope -> facts(store.delegated(tx, scope.id(), staff))).orElse(List.of());
        var judgement = ground.judgement(Rule.DELEGATED_ADMIN_UNEXPECTED, facts);
        return judgement.known() && staff.domains().isEmpty()
                ? new Judgement(judgement.rule(), false, 1, RuleSummary.NO_MAIL_DOMAINS, judgement.asOf(), facts)
                : judgement;
    }

    private static List<Fact> facts(List<Delegated> found) {
        return found.stream()
                .collect(Collectors.groupingBy(Delegated::account, LinkedHashMap::new, Collectors.toList())).values()
                .stream().map(DelegatedAdmin::fact).toList();
    }

    /** @param held by one account, the worst first */
    private static Fact fact(List<Delegated> held) {
        var worst = held.getFirst();
        var reasons = new ArrayList<String>();
        reasons.add("the account is of the MSP's staff: " + worst.knownBy());
        held.forEach(each -> reasons.add("it holds %s%s; %s".formatted(Say.right(each.right()),
                each.direct() ? "" : " through something else", Say.tier(each.right()))));
        reasons.add("the expected scope gives it none of this");
        if (worst.inUse() == null) {
            reasons.add("whether the account is enabled is not known");
        }
        return new Fact("account/" + worst.account(), Say.severity(worst.right().tier()),
                new SubjectRef(SubjectKind.ACCOUNT, worst.account()),
                "`%s` of the MSP %s here and nobody expects it".formatted(worst.username(),
                        PRIVILEGED.contains(worst.right().tier()) ? "administers" : "has access"),
                reasons, detail(held));
    }

    /** What the account was given itself; what that contains follows from it. */
    private static String detail(List<Delegated> held) {
        var direct = held.stream().filter(Delegated::direct).map(Delegated::right)
                .map(right -> Json.object().put("kind", right.kind()).put("name", right.name()).build()).toList();
        return new String(CanonicalJson.bytes(Json.object().put("direct", Json.array(direct)).build()),
                StandardCharsets.UTF_8);
    }

    private final class Prepared implements Judge {
        private final MspPeople.Staff staff;

        private Prepared(MspPeople.Staff staff) {
            this.staff = staff;
        }

        @Override
        public String rule() {
            return DelegatedAdmin.this.rule();
        }

        @Override
        public Optional<Basis> basis(TenantTx tx) {
            return Ground.basis(tx, scopes, register).map(basis -> basis.with("staff", staff.text()));
        }

        @Override
        public Judgement judge(TenantTx tx) {
            return DelegatedAdmin.this.judge(tx, staff);
        }
    }
}
