package org.bailiwick.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.register.OversightLooks;
import org.springframework.stereotype.Component;

/**
 * Shows what a leaver case would do. Whoever asks must be allowed it in every tenant concerned, those of which nothing is
 * known included; otherwise they learn that there is one, and not which. The look is on record before anything is read.
 */
@Component
final class PreviewCase {
    private final Transactions transactions;
    private final PresenceStore store;
    private final DecisionPoint decisionPoint;
    private final Authorities authorities;
    private final PlaceRequest placeRequest;
    private final OversightLooks looks;

    PreviewCase(Transactions transactions, PresenceStore store, DecisionPoint decisionPoint, Authorities authorities,
            PlaceRequest placeRequest, OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.decisionPoint = decisionPoint;
        this.authorities = authorities;
        this.placeRequest = placeRequest;
        this.looks = looks;
    }

    private record Estate(Set<TenantId> concerned, List<NotKnown> notKnown) {
        Set<TenantId> all() {
            var all = new HashSet<>(concerned);
            notKnown.forEach(each -> all.add(each.tenant()));
            return all;
        }
    }

    /** @param permit for offboarding in the MSP's own tenant */
    Result<Preview, CaseProblem> of(Permit permit, UUID subject) {
        var person = person(permit);
        var estate = transactions.estate(tx -> new Estate(store.concerned(tx, subject), store.notKnown(tx)));
        var mine = authorities.tenants(person.id(), Capabilities.STAFF_OFFBOARD);
        if (estate.concerned().stream().noneMatch(mine::contains)) {
            return Result.no(new CaseProblem.SubjectNotFound());
        }
        if (!mine.containsAll(estate.all())) {
            return Result.no(new CaseProblem.NotAllTenants());
        }
        if (!estate.concerned().contains(TenantId.MSP)) {
            return Result.no(new CaseProblem.NotStaff());
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
        return shown(person, subject, leave, estate.notKnown());
    }

    /** @param identity public id in this tenant */
    Optional<UUID> subject(TenantId tenant, UUID identity) {
        return transactions.tenant(tenant, tx -> store.subject(tx, identity));
    }

    private Result<Preview, CaseProblem> shown(Principal.Person person, UUID subject, Map<TenantId, Boolean> leave,
            List<NotKnown> notKnown) {
        var presences = transactions.oversight(leave.keySet(), tx -> store.of(tx::sql, leave.keySet(), subject));
        boolean own = presences.stream().flatMap(each -> each.accounts().stream())
                .anyMatch(account -> account.person() != null && account.person() == person.id().value());
        if (own) {
            return Result.no(new CaseProblem.OwnAccess());
        }
        var name = presences.stream().filter(each -> each.tenant().equals(TenantId.MSP))
                .flatMap(each -> each.accounts().stream()).map(Presence.Account::displayName).findFirst()
                .orElse("name not known");
        var tenants = presences.stream().filter(each -> !each.accounts().isEmpty())
                .map(each -> new Preview.InTenant(each, leave.getOrDefault(each.tenant(), false))).toList();
        return Result.ok(new Preview(subject, name, tenants, notKnown, hash(subject, tenants, notKnown)));
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
