package org.bailiwick.decision;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.ChangeOrder;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.springframework.stereotype.Component;

/** What the tenant's ledger says about decisions: what the grant was, what was decided, by which authority. */
@Component
final class DecisionRecord {
    private final Ledger ledger;

    DecisionRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void decided(TenantTx tx, Permit permit, GrantView grant, DecisionRequest request, UUID correlation,
            Optional<Removal.Removes> removes, Optional<ChangeOrder> change) {
        var message = "%s of %s `%s` of `%s`: %s".formatted(request.kind(), grant.entitlement().key().kind(),
                grant.entitlement().name(), grant.account().username(), request.justification());
        var after = Json.object().put("decision", request.kind().name())
                .putIfPresent("removes", removes.map(removal -> json(removal.edge())).orElse(null))
                .putIfPresent("alsoEnds", removes.map(removal -> json(removal.alsoEnds())).orElse(null))
                .putIfPresent("change", change.map(order -> order.publicId().toString()).orElse(null)).build();
        ledger.append(tx, Entry.of(activity(request.kind()), permit.principal().actor(), target(grant), Outcome.SUCCESS,
                correlation, message).under(permit.authority(), permit.evaluation())
                .withTicket(request.ticket().map(Ticket::text).orElse(null)).withChange(before(grant), after)
                .withFacts(facts(request, change)));
    }

    /** Deciding about one's own access is not a slip of the keyboard but a denial, and is on record as one. */
    void ownAccess(TenantTx tx, Permit permit, GrantView grant) {
        ledger.append(tx, Entry.of(Activity.ACCESS_DENIED, permit.principal().actor(), target(grant), Outcome.FAILURE,
                permit.evaluation(), "nobody decides about their own access").under(permit.authority(),
                        permit.evaluation()));
    }

    /** What stays when the names and reasons of this entry are erased. */
    private static Json facts(DecisionRequest request, Optional<ChangeOrder> change) {
        return Json.object().put("decision", request.kind().name())
                .putIfPresent("change", change.map(order -> order.publicId().toString()).orElse(null)).build();
    }

    private static Activity activity(DecisionKind kind) {
        return switch (kind) {
            case KEEP -> Activity.GRANT_KEPT;
            case ABSTAIN -> Activity.GRANT_ABSTAINED;
            case REVOKE -> Activity.GRANT_REVOCATION_DECIDED;
            case REDUCE, EXCEPT -> throw new IllegalStateException("%s is refused before".formatted(kind));
        };
    }

    private static Target target(GrantView grant) {
        return new Target("grant", grant.publicId().toString(),
                "%s of %s".formatted(grant.entitlement().name(), grant.account().username()));
    }

    private static Json before(GrantView grant) {
        return Json.object().put("direct", grant.direct()).put("effective", grant.effective())
                .put("paths", Json.array(grant.paths().stream().map(DecisionRecord::json).toList())).build();
    }

    private static Json json(List<EntitlementRef> entitlements) {
        return Json.array(entitlements.stream().map(DecisionRecord::json).toList());
    }

    private static Json json(EntitlementRef entitlement) {
        return Json.object().put("id", entitlement.publicId().toString()).put("kind", entitlement.key().kind())
                .put("name", entitlement.name()).build();
    }
}
