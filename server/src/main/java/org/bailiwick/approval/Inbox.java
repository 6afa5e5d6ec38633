package org.bailiwick.approval;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Attempt;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.ReadTx;
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
    private final OwnAuthorities authorities;
    private final ApprovalStore store;
    private final ObjectProvider<Approvable> approvables;
    private final ObjectProvider<AlsoWaiting> others;

    Inbox(Transactions transactions, OwnAuthorities authorities, ApprovalStore store,
            ObjectProvider<Approvable> approvables, ObjectProvider<AlsoWaiting> others) {
        this.transactions = transactions;
        this.authorities = authorities;
        this.store = store;
        this.approvables = approvables;
        this.others = others;
    }

    /**
     * @param page where a person reads exactly what is approved, and answers
     * @param resource where a program does
     */
    public record Item(VisibleTenant tenant, Approval approval, String page, String resource) {}

    /** Due first. Every page counts these, so it is one transaction over however many tenants. */
    public List<Item> waiting(Principal.Person person, Scope scope) {
        return scope.ids().isEmpty()
                ? List.of()
                : items(scope, transactions.oversight(scope.ids(),
                        tx -> answerable(tx, person, store.waiting(tx, scope.ids(), person.id()))));
    }

    /** What was made the person's to settle, a line for each tenant where there is any. */
    public List<AlsoWaiting.Line> theirs(Principal.Person person, Scope scope) {
        return scope.ids().isEmpty()
                ? List.of()
                : others.orderedStream().flatMap(other -> other.of(person, scope).stream()).toList();
    }

    /** What the person asked or answered in the tenants they see, newest first. */
    public List<Item> earlier(Principal.Person person, Scope scope) {
        return scope.ids().isEmpty()
                ? List.of()
                : items(scope, transactions.oversight(scope.ids(),
                        tx -> store.askedOrAnswered(tx, scope.ids(), person.id(), MOST_EARLIER)));
    }

    /** The contract may leave it to the other side. Looking is no attempt, so nothing is recorded. */
    private List<Approval> answerable(ReadTx tx, Principal.Person person, List<Approval> waiting) {
        var open = authorities.promising(tx, person.id(),
                waiting.stream().map(Inbox::answer).collect(Collectors.toUnmodifiableSet()));
        return waiting.stream().filter(asked -> open.contains(answer(asked))).toList();
    }

    private static Attempt answer(Approval asked) {
        return new Attempt(asked.tenant(), asked.capability());
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
