package org.bailiwick.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What waits for a person's yes or no, over the tenants they see, and what they asked or answered before: nothing ever
 * vanishes from it. What waits is only what they may answer: never their own question, and by the decision point.
 */
@Component
public final class Inbox {
    private static final int MOST_EARLIER = 100;

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final OwnAuthorities authorities;
    private final ApprovalStore store;
    private final ObjectProvider<Approvable> approvables;

    Inbox(Transactions transactions, DecisionPoint decisionPoint, OwnAuthorities authorities, ApprovalStore store,
            ObjectProvider<Approvable> approvables) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.authorities = authorities;
        this.store = store;
        this.approvables = approvables;
    }

    /**
     * @param page where a person reads exactly what is approved, and answers
     * @param resource where a program does
     */
    public record Item(VisibleTenant tenant, Approval approval, String page, String resource) {}

    /** Due first. */
    public List<Item> waiting(Principal.Person person, Scope scope) {
        var held = held(person, scope.ids());
        if (held.isEmpty()) {
            return List.of();
        }
        var found = transactions.oversight(held.keySet(), tx -> store.waiting(tx, held.keySet(), person.id()));
        var may = new HashMap<Question, Boolean>();
        return items(scope, found.stream()
                .filter(asked -> held.getOrDefault(asked.tenant(), Set.of()).contains(asked.capability()))
                .filter(asked -> may.computeIfAbsent(new Question(asked.tenant(), asked.capability()),
                        question -> may(person, question)))
                .toList());
    }

    /** What the person asked or answered in the tenants they see, newest first. */
    public List<Item> earlier(Principal.Person person, Scope scope) {
        return scope.ids().isEmpty()
                ? List.of()
                : items(scope, transactions.oversight(scope.ids(),
                        tx -> store.askedOrAnswered(tx, scope.ids(), person.id(), MOST_EARLIER)));
    }

    private record Question(TenantId tenant, String capability) {}

    /** Where nothing is held, nothing is read. */
    private Map<TenantId, Set<String>> held(Principal.Person person, Set<TenantId> tenants) {
        return authorities.inForce(person.id(), tenants).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(OwnAuthority::capability).collect(Collectors.toUnmodifiableSet())));
    }

    /** The contract may leave it to the other side. Looking is no attempt, so nothing is recorded. */
    private boolean may(Principal.Person person, Question question) {
        return transactions.tenant(question.tenant(),
                tx -> decisionPoint.decide(tx, person, question.capability()) instanceof Evaluation.Permitted);
    }

    private List<Item> items(Scope scope, List<Approval> found) {
        var kinds = approvables.stream().collect(Collectors.toMap(Approvable::kind, Function.identity()));
        return found.stream().flatMap(asked -> scope.find(asked.tenant()).map(tenant -> {
            var kind = kinds.get(asked.subject().kind());
            var home = "/t/" + tenant.shortName();
            var api = "/api/v1/tenants/" + tenant.publicId();
            return kind == null
                    ? new Item(tenant, asked, home, api)
                    : new Item(tenant, asked, home + kind.page(asked.subject().id()),
                            api + kind.resource(asked.subject().id()));
        }).stream()).toList();
    }
}
