package org.bailiwick.remediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/**
 * Unlocks accounts of several tenants from one list. Each tenant's accounts are an order of their own, under the person's
 * authority there and in that tenant's record alone; what one tenant refuses stops no other and is said.
 */
@Component
final class UnlockOverTenants {
    private static final Comparator<VisibleTenant> BY_NAME = Comparator.comparing(VisibleTenant::name)
            .thenComparing(VisibleTenant::publicId);
    private final UnlockAccounts unlock;
    private final DecisionPoint decisionPoint;

    UnlockOverTenants(UnlockAccounts unlock, DecisionPoint decisionPoint) {
        this.unlock = unlock;
        this.decisionPoint = decisionPoint;
    }

    /** An account by public ids. */
    record Chosen(UUID tenant, UUID account) {}

    record Request(Set<Chosen> accounts, String reason, Optional<Ticket> ticket) {
        Request {
            accounts = Set.copyOf(accounts);
        }

        private UnlockAccounts.Request of(Collection<Chosen> some) {
            return new UnlockAccounts.Request(some.stream().map(Chosen::account).collect(Collectors.toSet()), reason,
                    ticket);
        }
    }

    /** What became of one tenant's accounts: all are ordered, or none. */
    sealed interface Answer {
        VisibleTenant tenant();

        record Ordered(VisibleTenant tenant, List<ChangeOrder> changes) implements Answer {
            public Ordered {
                changes = List.copyOf(changes);
            }
        }

        record Denied(VisibleTenant tenant, String reason) implements Answer {}

        record Refused(VisibleTenant tenant, UnlockProblem problem) implements Answer {}
    }

    /**
     * @param permit to look over tenants; in each tenant the person's own authority decides
     * @return one answer a tenant by name; a problem where the request as a whole is unfit, and nothing is ordered
     */
    Result<List<Answer>, UnlockProblem> unlock(Permit permit, Scope scope, Request request) {
        if (!(permit.principal() instanceof Principal.Person person)) {
            throw new IllegalArgumentException("only a person unlocks");
        }
        var unfit = UnlockAccounts.refusal(request.of(request.accounts()));
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        var visible = scope.tenants().stream().collect(Collectors.toMap(VisibleTenant::publicId, each -> each));
        var unknown = request.accounts().stream().filter(each -> !visible.containsKey(each.tenant())).findFirst();
        if (unknown.isPresent()) {
            return Result.no(new UnlockProblem.AccountNotFound(unknown.get().account()));
        }
        var answers = new ArrayList<Answer>();
        request.accounts().stream()
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(visible.get(each.tenant())),
                        () -> new TreeMap<>(BY_NAME), Collectors.toList()))
                .forEach((tenant, accounts) -> answers.add(inTenant(person, tenant, request.of(accounts))));
        return Result.ok(answers);
    }

    private Answer inTenant(Principal.Person person, VisibleTenant tenant, UnlockAccounts.Request request) {
        return switch (decisionPoint.decide(person, UnlockAccounts.CAPABILITY, tenant.id())) {
            case Evaluation.Denied denied -> new Answer.Denied(tenant, denied.reason());
            case Evaluation.Permitted(var permit) -> {
                try {
                    yield switch (unlock.unlock(permit, request)) {
                        case Result.Ok<List<ChangeOrder>, UnlockProblem>(var changes) -> new Answer.Ordered(tenant,
                                changes);
                        case Result.No<List<ChangeOrder>, UnlockProblem>(var problem) -> new Answer.Refused(tenant,
                                problem);
                    };
                } catch (AuthorityLostException takenBackMeanwhile) {
                    yield new Answer.Denied(tenant, "the authority was taken back this moment");
                }
            }
        };
    }
}
