package org.bailiwick.lifecycle;

import java.util.Collection;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** What the MSP's own record says of a case; the requests it lists stand in the records of their tenants. */
@Component
final class CaseRecord {
    private final Ledger ledger;

    CaseRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void byPerson(TenantTx tx, Activity activity, Permit permit, LeaverCase leaver, String why,
            Collection<UUID> requests) {
        ledger.append(tx, entry(activity, permit.principal().actor(), leaver, why, requests).under(permit.authority(),
                permit.evaluation()));
    }

    /** @param tenant public id of the tenant that was taken out, or put back */
    void aboutTenant(TenantTx tx, Activity activity, Permit permit, LeaverCase leaver, UUID tenant, String why,
            Collection<UUID> requests) {
        var key = activity == Activity.LEAVER_CASE_TENANT_TAKEN_OUT ? "takenOut" : "putBack";
        ledger.append(tx, entry(activity, permit.principal().actor(), leaver, why, requests)
                .under(permit.authority(), permit.evaluation())
                .withChange(null, Json.object().put(key, tenant.toString()).build()));
    }

    /** Deciding about one's own access is not a slip of the keyboard but a denial, and is on record as one. */
    void ownAccess(TenantTx tx, Permit permit, Target target) {
        ledger.append(tx, Entry.of(Activity.ACCESS_DENIED, permit.principal().actor(), target, Outcome.FAILURE,
                permit.evaluation(), "nobody decides about their own access").under(permit.authority(),
                        permit.evaluation()));
    }

    void byItself(TenantTx tx, Activity activity, LeaverCase leaver, String why, Collection<UUID> requests) {
        ledger.append(tx, entry(activity, Actor.PRODUCT, leaver, why, requests));
    }

    private static Entry entry(Activity activity, Actor actor, LeaverCase leaver, String why,
            Collection<UUID> requests) {
        var listed = Json.array(requests.stream().sorted().map(id -> Json.text(id.toString())).toList());
        return Entry
                .of(activity, actor, new Target("leaver case", leaver.publicId().toString(), leaver.name()),
                        Outcome.SUCCESS, leaver.correlation(), why)
                .withTicket(leaver.ticket().text())
                .withChange(null, Json.object().put("state", leaver.state().text()).put("requests", listed).build())
                .withFacts(Json.object().put("state", leaver.state().text()).build());
    }
}
