package org.bailiwick.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bailiwick.drift.RoleModel.Beyond;
import org.bailiwick.drift.RoleModel.Weaker;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.springframework.stereotype.Component;

/**
 * Roles and groups that lead to more than the expected scope intends them to, whoever holds them; one finding each, as
 * bad as the worst right. Who holds them by the scope holds nothing beyond it: the weakness is told once, where it is.
 */
@Component
final class WeakRoleModel implements Judge {
    static final String NO_MODEL = "the expected scope says of no role or group what it may lead to;"
            + " add its role model and have the tenant approve it";
    private static final int MOST = 20;

    private final ExpectedScopes scopes;
    private final Register register;
    private final RoleModelStore store;

    WeakRoleModel(ExpectedScopes scopes, Register register, RoleModelStore store) {
        this.scopes = scopes;
        this.register = register;
        this.store = store;
    }

    @Override
    public String rule() {
        return Rule.ROLE_MODEL_WEAKER.id();
    }

    @Override
    public Optional<Basis> basis(TenantTx tx) {
        return register.basisOfComposition(tx).map(basis -> Ground.with(basis, scopes.current(tx)));
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var ground = Ground.of(tx, scopes, register);
        // Memberships that nobody could read do not make what roles contain any newer.
        var asOf = ground.composedAt();
        if (ground.scope().isEmpty()) {
            return new Judgement(rule(), false, 1, Ground.NO_SCOPE, asOf, List.of());
        }
        long scope = ground.scope().get().id();
        if (!store.said(tx, scope)) {
            return new Judgement(rule(), false, 1, NO_MODEL, asOf, List.of());
        }
        // Who is in a group is no matter here. From half of what roles contain, nobody concludes that one gives more.
        var why = ground.whyNotComposed();
        var facts = why == null
                ? store.read(tx, scope).weaker().stream().map(WeakRoleModel::fact).toList()
                : List.<Fact>of();
        return new Judgement(rule(), why == null, why == null ? 0 : 1, why, asOf, facts);
    }

    private static Fact fact(Weaker weaker) {
        var container = weaker.container();
        var worst = weaker.beyond().getFirst().worst();
        var reasons = new ArrayList<String>();
        weaker.beyond().stream().limit(MOST).forEach(each -> reasons.addAll(said(each)));
        if (weaker.beyond().size() > MOST) {
            reasons.add("it leads to these and %d more".formatted(weaker.beyond().size() - MOST));
        }
        reasons.add("the expected scope intends none of this");
        return new Fact("entitlement/" + container.id(), Say.severity(worst.tier()),
                new SubjectRef(SubjectKind.ENTITLEMENT, container.id()),
                "%s leads to more than is intended".formatted(Say.right(container.right())), reasons, null);
    }

    private static List<String> said(Beyond beyond) {
        var over = beyond.over().isEmpty()
                ? "directly"
                : "over " + beyond.over().stream().map(Say::right).collect(Collectors.joining(", then "));
        var said = new ArrayList<String>();
        said.add("it leads to %s, %s; %s".formatted(Say.right(beyond.right()), over, Say.tier(beyond.right())));
        if (!beyond.worst().equals(beyond.right())) {
            said.add("%s contains more: %s".formatted(Say.right(beyond.right()), Say.tier(beyond.worst())));
        }
        return said;
    }
}
