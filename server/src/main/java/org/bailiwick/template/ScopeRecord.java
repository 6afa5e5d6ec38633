package org.bailiwick.template;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the tenant's ledger says about versions of the expected scope: their hashes, so that names can be erased. */
@Component
final class ScopeRecord {
    private final Ledger ledger;

    ScopeRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void entry(TenantTx tx, Activity activity, Permit permit, ScopeVersion version, UUID correlation,
            @Nullable ScopeVersion inForceBefore) {
        ledger.append(tx, Entry.of(activity, permit.principal().actor(),
                new Target("expected scope", version.publicId().toString(), "version " + version.version()),
                Outcome.SUCCESS, correlation, "%s, version %d".formatted(activity.text(), version.version()))
                .under(permit.authority(), permit.evaluation())
                .withFacts(Json.object().put("version", version.version()).put("contentHash", version.hash())
                        .put("accounts", version.people())
                        .putIfPresent("inForceBefore", inForceBefore == null ? null : inForceBefore.hash()).build()));
    }
}
