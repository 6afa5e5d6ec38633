package org.bailiwick.bulk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.change.Changes;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.decision.Removal;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.ExpectedAccess;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.Register;
import org.bailiwick.web.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Says what a bulk would do, from a fixed number of reads, however many grants there are. */
@Component
final class PreviewBulk {
    /** Whatever is more privileged, or of unknown privilege, is looked at one by one before it is kept. */
    private static final Set<String> KEPT_IN_BULK = Set.of("low", "moderate");

    private final Register register;
    private final Changes changes;
    private final GrantDecisions decisions;
    private final Acceptable acceptable;
    private final ObjectProvider<ExpectedAccess> expectedAccess;

    PreviewBulk(Register register, Changes changes, GrantDecisions decisions, Acceptable acceptable,
            ObjectProvider<ExpectedAccess> expectedAccess) {
        this.register = register;
        this.changes = changes;
        this.decisions = decisions;
        this.acceptable = acceptable;
        this.expectedAccess = expectedAccess;
    }

    /** A direct membership of one account. */
    private record Membership(long account, long entitlement) {}

    /** Everything that is known about the grants of a bulk. */
    private record Facts(Map<UUID, GrantView> grants, Map<Long, List<GrantView>> held, Set<Long> own,
            Map<Membership, ChangeOrder> open, Map<Long, UUID> decided, Map<Long, Expectation> expected,
            Map<Long, String> disconnected, Set<Long> connectors, Map<UUID, Matter> matters,
            Map<Long, List<Matter>> settled) {}

    /** @param alone accounts that count for the second person beside those of this bulk */
    Preview preview(TenantTx tx, Principal.Person person, BulkRequest request, Set<Long> alone) {
        var facts = facts(tx, person, request);
        var removed = new HashSet<Membership>();
        var lines = new ArrayList<Preview.Line>();
        for (var item : request.items()) {
            lines.add(line(facts, request, item, removed));
        }
        var shown = lines.stream().map(line -> line.staying(staying(line, removed))).toList();
        return new Preview(request.kind(), shown, alone,
                PreviewHash.of(tx.tenant(), request.kind(), shown));
    }

    /** One item that is to be kept, as it is now: none of the others changes anything about it. */
    Preview.Line kept(TenantTx tx, Principal.Person person, About about, DecisionRequest wording) {
        var item = new BulkRequest.Item(about, wording.justification(), wording.ticket());
        var request = new BulkRequest(DecisionKind.KEEP, "", Optional.empty(), List.of(item));
        return about.finding()
                ? finding(request, item, acceptable.find(tx, person, request.kind(), List.of(about.id())).stream()
                        .findFirst())
                : line(facts(tx, person, request), request, item, new HashSet<>());
    }

    private Facts facts(TenantTx tx, Principal.Person person, BulkRequest request) {
        var grants = register.grants(tx, request.ids(false)).stream()
                .collect(Collectors.toMap(GrantView::publicId, Function.identity()));
        var accounts = grants.values().stream().map(grant -> grant.account().id()).collect(Collectors.toSet());
        var open = new HashMap<Membership, ChangeOrder>();
        changes.openRemovals(tx, accounts).forEach(order -> order.entitlement()
                .ifPresent(removed -> open.put(new Membership(order.account().id(), removed.id()), order)));
        var comparing = expectedAccess.getIfAvailable();
        return new Facts(grants, register.grantsOf(tx, accounts), own(tx, grants, accounts, person), open,
                decisions.newest(tx, grants.values().stream().map(GrantView::id).toList()),
                comparing == null || request.kind() != DecisionKind.KEEP
                        ? Map.of()
                        : comparing.of(tx, List.copyOf(grants.values())),
                changes.disconnected(tx,
                        grants.values().stream().map(grant -> grant.account().connection()).distinct().toList()),
                decisions.connectorAccounts(tx, grants.values()),
                acceptable.find(tx, person, request.kind(), request.ids(true)).stream()
                        .collect(Collectors.toMap(Matter::id, Function.identity())),
                request.kind() == DecisionKind.KEEP
                        ? acceptable.openAbout(tx, grants.values().stream().map(GrantView::id).toList())
                        : Map.of());
    }

    /** By the account itself, and by what the register says of whose identity it is. */
    private Set<Long> own(TenantTx tx, Map<UUID, GrantView> grants, Set<Long> accounts, Principal.Person person) {
        var own = new HashSet<>(register.ownAccounts(tx, accounts, person));
        grants.values().stream().filter(grant -> grant.person().filter(person.id()::equals).isPresent())
                .forEach(grant -> own.add(grant.account().id()));
        return own;
    }

    private static Preview.Line line(Facts facts, BulkRequest request, BulkRequest.Item item,
            Set<Membership> removed) {
        if (item.about().finding()) {
            return finding(request, item, Optional.ofNullable(facts.matters().get(item.about().id())));
        }
        var wording = request.wording(item);
        var grant = facts.grants().get(item.about().id());
        if (grant == null) {
            return nothingRemoved(request, item, Optional.empty(),
                    Optional.of(single(new DecisionProblem.GrantNotFound(item.about().id()))));
        }
        var removal = Removal.of(grant, facts.held().getOrDefault(grant.account().id(), List.of()));
        var problem = problem(facts, request.kind(), grant, removal, removed);
        var removes = request.kind() == DecisionKind.REVOKE && problem.isEmpty()
                && removal instanceof Removal.Removes taken
                        ? Optional.of(taken)
                        : Optional.<Removal.Removes>empty();
        removes.ifPresent(taken -> removed.add(new Membership(grant.account().id(), taken.edge().id())));
        return new Preview.Line(item.about(), Optional.of(grant), Optional.empty(), wording, removes,
                removes.map(Removal.Removes::stays).orElse(List.of()),
                Optional.ofNullable(facts.decided().get(grant.id())),
                facts.settled().getOrDefault(grant.id(), List.of()), problem);
    }

    private static Optional<ItemProblem> problem(Facts facts, DecisionKind kind, GrantView grant, Removal removal,
            Set<Membership> removed) {
        if (facts.own().contains(grant.account().id())) {
            return Optional.of(single(new DecisionProblem.OwnAccess()));
        }
        if (!grant.effective()) {
            return Optional.of(single(new DecisionProblem.NotEffective(grant.publicId())));
        }
        var out = kind == DecisionKind.REVOKE ? outOfReach(facts, grant) : Optional.<ItemProblem>empty();
        if (out.isPresent()) {
            return out;
        }
        return switch (removal) {
            case Removal.Removes removes -> {
                var membership = new Membership(grant.account().id(), removes.edge().id());
                var open = facts.open().get(membership);
                if (open != null) {
                    yield Optional.of(single(new DecisionProblem.ChangeOpen(open.publicId(), open.state())));
                }
                yield kind == DecisionKind.KEEP ? keep(facts, grant) : revoke(removes, membership, removed);
            }
            case Removal.NotRemovable not -> kind == DecisionKind.KEEP
                    ? keep(facts, grant)
                    : Optional.of(single(new DecisionProblem.NotRemovable(not)));
        };
    }

    private static Preview.Line finding(BulkRequest request, BulkRequest.Item item, Optional<Matter> matter) {
        return nothingRemoved(request, item, matter, matter.map(PreviewBulk::problem)
                .orElseGet(() -> Optional.of(new ItemProblem.Said(Refusal.notFound()))));
    }

    private static Preview.Line nothingRemoved(BulkRequest request, BulkRequest.Item item, Optional<Matter> matter,
            Optional<ItemProblem> problem) {
        return new Preview.Line(item.about(), Optional.empty(), matter, request.wording(item), Optional.empty(),
                List.of(), Optional.empty(), List.of(), problem);
    }

    private static Optional<ItemProblem> problem(Matter matter) {
        if (matter.problem().isPresent()) {
            return matter.problem().map(ItemProblem.Said::new);
        }
        return keptInBulk(matter)
                ? Optional.empty()
                : Optional.of(new ItemProblem.KeepAlone(
                        "it is `%s`, and at most `moderate` is kept in bulk".formatted(matter.severity())));
    }

    private static boolean keptInBulk(Matter matter) {
        return KEPT_IN_BULK.contains(matter.severity());
    }

    private static Optional<ItemProblem> outOfReach(Facts facts, GrantView grant) {
        var disconnected = facts.disconnected().get(grant.account().connection());
        if (disconnected != null) {
            return Optional.of(single(new DecisionProblem.Disconnected(disconnected)));
        }
        return facts.connectors().contains(grant.account().id())
                ? Optional.of(new ItemProblem.ConnectorAccess(grant.account().username()))
                : Optional.empty();
    }

    private static Optional<ItemProblem> revoke(Removal.Removes removes, Membership membership,
            Set<Membership> removed) {
        return removed.contains(membership)
                ? Optional.of(new ItemProblem.SameMembership(removes.edge().name()))
                : Optional.empty();
    }

    private static Optional<ItemProblem> keep(Facts facts, GrantView grant) {
        var tier = grant.entitlement().tier();
        if (!KEPT_IN_BULK.contains(tier)) {
            return Optional.of(new ItemProblem.KeepAlone("its tier is `%s`, and at most `moderate` is kept in bulk"
                    .formatted(tier)));
        }
        var expected = facts.expected().get(grant.id());
        if (expected == null || expected.word() == Expectation.Word.NOT_KNOWN) {
            return Optional.of(new ItemProblem.KeepAlone("it is not known whether it is expected"));
        }
        return expected.beyond()
                ? Optional.of(new ItemProblem.KeepAlone("it is beyond the expected scope"))
                : settled(facts, grant);
    }

    private static Optional<ItemProblem> settled(Facts facts, GrantView grant) {
        return facts.settled().getOrDefault(grant.id(), List.of()).stream().filter(matter -> !keptInBulk(matter))
                .findFirst().map(worse -> new ItemProblem.KeepAlone(
                        "the finding “%s” would be kept with it and is `%s`; at most `moderate` is kept in bulk"
                                .formatted(worse.title(), worse.severity())));
    }

    /** Paths that no removal of this bulk cuts. */
    private static List<List<GrantView.EntitlementRef>> staying(Preview.Line line, Set<Membership> removed) {
        return line.found().map(grant -> line.stays().stream().filter(
                path -> !removed.contains(new Membership(grant.account().id(), path.getFirst().id()))).toList())
                .orElse(List.of());
    }

    private static ItemProblem single(DecisionProblem problem) {
        return new ItemProblem.Single(problem);
    }
}
