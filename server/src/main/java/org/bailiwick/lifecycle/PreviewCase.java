package org.bailiwick.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.register.OversightLooks;
import org.springframework.stereotype.Component;

/**
 * Shows what a leaver case would do. Whoever asks must be allowed it in every tenant in which the person is; otherwise they
 * learn that there is one, and not which. The look is on record before anything is read.
 */
@Component
final class PreviewCase {
    private final Transactions transactions;
    private final PresenceStore store;
    private final ReadingStore readings;
    private final DecisionPoint decisionPoint;
    private final WhereAllowed whereAllowed;
    private final AboutOneself aboutOneself;
    private final PlaceRequest placeRequest;
    private final OversightLooks looks;
    private final MaybeTheirs maybe;

    PreviewCase(Transactions transactions, PresenceStore store, ReadingStore readings, DecisionPoint decisionPoint,
            WhereAllowed whereAllowed, AboutOneself aboutOneself,
            PlaceRequest placeRequest, OversightLooks looks, MaybeTheirs maybe) {
        this.transactions = transactions;
        this.store = store;
        this.readings = readings;
        this.decisionPoint = decisionPoint;
        this.whereAllowed = whereAllowed;
        this.aboutOneself = aboutOneself;
        this.placeRequest = placeRequest;
        this.looks = looks;
        this.maybe = maybe;
    }

    private record Estate(Set<TenantId> concerned, List<NotKnown> notKnown) {}

    /** @param permit for offboarding in the MSP's own tenant */
    Result<Preview, CaseProblem> of(Permit permit, UUID subject) {
        var person = person(permit);
        var estate = transactions.estate(tx -> new Estate(store.concerned(tx, subject), notKnown(tx, subject)));
        var mine = whereAllowed.tenants(person.id(), Capabilities.STAFF_OFFBOARD);
        if (estate.concerned().stream().noneMatch(mine::contains)) {
            return Result.no(new CaseProblem.SubjectNotFound());
        }
        if (!mine.containsAll(estate.concerned())) {
            return Result.no(new CaseProblem.NotAllTenants());
        }
        var name = transactions.tenant(permit.tenant(), tx -> store.staff(tx, subject));
        if (name.isEmpty()) {
            return Result.no(new CaseProblem.NotStaff());
        }
        if (aboutOneself.denied(permit, subject, new Target("leaver", subject.toString(), name.get()))) {
            return Result.no(new CaseProblem.OwnAccess());
        }
        var leave = new LinkedHashMap<TenantId, Boolean>();
        for (var tenant : estate.concerned().stream().sorted(Comparator.comparing(TenantId::value))
                .toList()) {
            var decided = transactions.tenant(tenant,
                    tx -> decisionPoint.decide(tx, person, Capabilities.STAFF_OFFBOARD) instanceof Evaluation.Permitted
                            ? Optional.of(placeRequest.byLeave(tx))
                            : Optional.<Boolean>empty());
            if (decided.isEmpty()) {
                return Result.no(new CaseProblem.NotAllTenants());
            }
            leave.put(tenant, decided.get());
        }
        looks.record(permit, "leavers", estate.concerned());
        return Result.ok(shown(subject, name.get(), leave, estate.notKnown()));
    }

    /** Where nobody can say whether they are, because it was not read or because nobody has said a word. */
    private List<NotKnown> notKnown(ReadTx tx, UUID subject) {
        return Stream.concat(readings.all(tx).stream().map(Reading::notKnown).flatMap(Optional::stream),
                maybe.of(tx, subject).entrySet().stream()
                        .map(each -> new NotKnown(each.getKey(), each.getValue()))
                        .sorted(Comparator.comparing(each -> each.tenant().value())))
                .toList();
    }

    /** @param identity public id in this tenant */
    Optional<UUID> subject(TenantId tenant, UUID identity) {
        return transactions.tenant(tenant, tx -> store.subject(tx, identity));
    }

    private Preview shown(UUID subject, String name, Map<TenantId, Boolean> leave, List<NotKnown> notKnown) {
        var presences = transactions.oversight(leave.keySet(), tx -> store.of(tx::sql, leave.keySet(), subject));
        var notEnded = transactions.oversight(leave.keySet(), tx -> store.notEnded(tx, leave.keySet(), subject));
        var tenants = presences.stream().filter(each -> !each.accounts().isEmpty())
                .map(each -> new Preview.InTenant(each, leave.getOrDefault(each.tenant(), false))).toList();
        return new Preview(subject, name, tenants, notKnown, notEnded, hash(subject, tenants, notKnown));
    }

    /** Of everything that the confirmation rests on, names apart: what is renamed is not changed. */
    private static String hash(UUID subject, List<Preview.InTenant> tenants, List<NotKnown> notKnown) {
        var shown = new ArrayList<Json>();
        tenants.forEach(each -> shown.add(Json.object().put("tenant", each.presence().tenant().value())
                .put("plan", each.presence().plan(true).json()).put("byLeave", each.byLeave()).build()));
        return PartPlan.hash(Json.object().put("subject", subject.toString()).put("tenants", Json.array(shown))
                .put("notKnown", Json.array(notKnown.stream()
                        .map(each -> Json.number(each.tenant().value())).collect(Collectors.toList())))
                .build());
    }

    static Principal.Person person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product ->
                throw new IllegalArgumentException("a person opens and continues leaver cases, not the product");
        };
    }
}
