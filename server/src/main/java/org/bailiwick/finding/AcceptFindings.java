package org.bailiwick.finding;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.bulk.Acceptable;
import org.bailiwick.bulk.Matter;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Register;
import org.bailiwick.web.Refusal;
import org.springframework.stereotype.Component;

/** Findings about whole accounts, identities, secrets, roles, groups and systems, decided in bulk; of grants these are named. */
@Component
final class AcceptFindings implements Acceptable {
    private final FindingReadStore reads;
    private final DecideFinding decide;
    private final Register register;
    private final SummaryStore summaries;

    AcceptFindings(FindingReadStore reads, DecideFinding decide, Register register, SummaryStore summaries) {
        this.reads = reads;
        this.decide = decide;
        this.register = register;
        this.summaries = summaries;
    }

    @Override
    public List<Matter> find(TenantTx tx, Principal.Person person, DecisionKind kind, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var touched = reads.touched(tx, ids);
        var own = new HashSet<>(register.ownAccounts(tx,
                touched.stream().map(FindingReadStore.Touched::account).collect(Collectors.toSet()), person));
        return reads.find(tx, ids).stream().filter(found -> found.subject().kind() != SubjectKind.GRANT)
                .map(found -> matter(found, kind,
                        touched.stream().filter(each -> each.finding().equals(found.id())).toList(), own))
                .toList();
    }

    @Override
    public Map<Long, List<Matter>> openAbout(TenantTx tx, Collection<Long> grants) {
        return grants.isEmpty()
                ? Map.of()
                : reads.openAbout(tx, grants).stream().collect(Collectors.groupingBy(found -> found.subject().id(),
                        Collectors.mapping(found -> matter(found, DecisionKind.KEEP, List.of(), Set.of()),
                                Collectors.toList())));
    }

    private static Matter matter(FindingView found, DecisionKind kind, List<FindingReadStore.Touched> touched,
            Set<Long> ownAccounts) {
        var accounts = each(touched, FindingReadStore.Touched::account);
        boolean own = accounts.stream().anyMatch(ownAccounts::contains);
        return new Matter(found.id(), found.title(), found.subject().kind().text(), found.severity().text(),
                found.reasons(), accounts,
                each(touched, FindingReadStore.Touched::identity),
                found.subject().kind() == SubjectKind.CONNECTION
                        ? Set.of(found.subject().id())
                        : each(touched, FindingReadStore.Touched::connection),
                own, problem(found, kind, own).map(FindingRefusals::words));
    }

    private static Optional<FindingProblem> problem(FindingView found, DecisionKind kind, boolean own) {
        if (own) {
            return Optional.of(new FindingProblem.OwnAccess());
        }
        if (found.state() != FindingState.OPEN) {
            return Optional.of(new FindingProblem.NotOpen(found.state()));
        }
        return kind == DecisionKind.REVOKE ? Optional.of(new FindingProblem.NotRevocable(found)) : Optional.empty();
    }

    private static <T extends Object> Set<T> each(List<FindingReadStore.Touched> touched,
            Function<FindingReadStore.Touched, T> part) {
        return touched.stream().map(part).collect(Collectors.toUnmodifiableSet());
    }

    /** Whoever judges waits for the same lock before anything is written. */
    @Override
    public void hold(TenantTx tx) {
        summaries.lock(tx);
    }

    @Override
    public Optional<Refusal> accept(TenantTx tx, Permit permit, UUID id, DecisionRequest wording) {
        return switch (decide.keep(tx, permit, id, wording)) {
            case Result.Ok<FindingView, FindingProblem> kept -> Optional.empty();
            case Result.No<FindingView, FindingProblem>(var problem) -> Optional.of(FindingRefusals.words(problem));
        };
    }

    @Override
    public void ownAccess(TenantTx tx, Permit permit, UUID id) {
        reads.find(tx, id).ifPresent(found -> decide.ownAccess(tx, permit, found));
    }
}
