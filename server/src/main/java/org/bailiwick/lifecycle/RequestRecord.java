package org.bailiwick.lifecycle;

import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** What a tenant's record says of somebody of its service provider who leaves; of other tenants it knows nothing. */
@Component
final class RequestRecord {
    private final Ledger ledger;

    RequestRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Answering for the other side, or about one's own access, is no slip of the keyboard but a denial. */
    void denied(TenantTx tx, Permit permit, LeaverRequest request, String why) {
        ledger.append(tx, Entry.of(Activity.ACCESS_DENIED, permit.principal().actor(),
                new Target("leaver request", request.publicId().toString(), request.name()), Outcome.FAILURE,
                permit.evaluation(), why).under(permit.authority(), permit.evaluation()));
    }

    void entry(TenantTx tx, Activity activity, Permit permit, LeaverRequest request, String why) {
        var state = Json.object().put("request", request.publicId().toString()).put("state", request.state().text())
                .put("planHash", request.hash()).build();
        ledger.append(tx, Entry
                .of(activity, permit.principal().actor(),
                        new Target("leaver request", request.publicId().toString(), request.name()), Outcome.SUCCESS,
                        request.correlation(), why)
                .under(permit.authority(), permit.evaluation()).withChange(null, state).withFacts(state));
    }
}
