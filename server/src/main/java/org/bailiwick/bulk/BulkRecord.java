package org.bailiwick.bulk;

import org.bailiwick.authority.Permit;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** What the tenant's ledger says about a bulk as a whole; each decision in it has its own entry beside. */
@Component
final class BulkRecord {
    private final Ledger ledger;

    BulkRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void requested(TenantTx tx, Permit permit, BulkDecision bulk) {
        ledger.append(tx, Entry
                .of(Activity.BULK_REQUESTED, permit.principal().actor(), target(bulk), Outcome.SUCCESS,
                        bulk.correlation(), "%s, %d accounts%s".formatted(bulk.title(), bulk.accounts(),
                                bulk.secondPerson() ? "; a second person is asked" : ""))
                .under(permit.authority(), permit.evaluation()).withFacts(facts(bulk)));
    }

    /** Nobody carries out half a bulk unnoticed: what was refused is counted, and makes it no success. */
    void carriedOut(TenantTx tx, BulkDecision bulk) {
        var counts = bulk.counts();
        ledger.append(tx, Entry.of(Activity.BULK_CARRIED_OUT, Actor.PRODUCT, target(bulk),
                counts.refused() == 0 ? Outcome.SUCCESS : Outcome.FAILURE, bulk.correlation(),
                "%d decided, %d not decided".formatted(counts.decided(), counts.refused())).withFacts(facts(bulk)));
    }

    /** In the MSP's own ledger: how many tenants were asked and what they answered, and never which. */
    void overTenants(TenantTx tx, Permit permit, Act act) {
        long asked = act.parts().stream().filter(part -> part.bulk().isPresent()).count();
        long refused = act.parts().stream().filter(part -> part.why().isPresent()).count();
        long notKnown = act.parts().size() - asked - refused;
        int items = act.parts().stream().mapToInt(Act.Part::items).sum();
        var title = "%s in %d %s".formatted(act.kind() == DecisionKind.KEEP ? "Keep" : "Revoke", act.parts().size(),
                act.parts().size() == 1 ? "tenant" : "tenants");
        ledger.append(tx, Entry
                .of(Activity.BULK_REQUESTED, permit.principal().actor(),
                        new Target("bulk act", act.publicId().toString(), title),
                        refused + notKnown == 0 ? Outcome.SUCCESS : Outcome.FAILURE, act.publicId(),
                        "%s: asked for in %d, not in %d%s; %d items".formatted(title, asked, refused,
                                notKnown == 0 ? "" : ", not known in " + notKnown, items))
                .under(permit.authority(), permit.evaluation())
                .withFacts(Json.object().put("decision", act.kind() == DecisionKind.KEEP ? "KEEP" : "REVOKE")
                        .put("tenants", act.parts().size()).put("asked", asked).put("notAsked", refused)
                        .put("notKnown", notKnown).put("items", items).build()));
    }

    private static Target target(BulkDecision bulk) {
        return new Target("bulk decision", bulk.publicId().toString(), bulk.title());
    }

    private static Json facts(BulkDecision bulk) {
        var counts = bulk.counts();
        return Json.object().put("decision", bulk.kind() == DecisionKind.KEEP ? "KEEP" : "REVOKE")
                .put("hash", bulk.hash()).put("accounts", bulk.accounts()).put("secondPerson", bulk.secondPerson())
                .put("items", counts.items()).put("decided", counts.decided()).put("refused", counts.refused())
                .build();
    }
}
