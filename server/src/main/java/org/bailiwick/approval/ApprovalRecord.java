package org.bailiwick.approval;

import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** What the tenant's ledger says about approvals; the hash of what was shown stays when names are erased. */
@Component
final class ApprovalRecord {
    private final Ledger ledger;

    ApprovalRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    void entry(TenantTx tx, Activity activity, Permit permit, Approval approval, String message) {
        ledger.append(tx, about(activity, Outcome.SUCCESS, permit, approval, message));
    }

    /** Answering one's own question is not a slip of the keyboard but a denial, and is on record as one. */
    void ownRequest(TenantTx tx, Permit permit, Approval approval) {
        ledger.append(tx, about(Activity.ACCESS_DENIED, Outcome.FAILURE, permit, approval,
                "nobody approves their own request"));
    }

    private static Entry about(Activity activity, Outcome outcome, Permit permit, Approval approval, String message) {
        var subject = approval.subject();
        return Entry.of(activity, permit.principal().actor(),
                new Target("approval", approval.publicId().toString(), approval.title()), outcome,
                approval.correlation(), message).under(permit.authority(), permit.evaluation())
                .withFacts(Json.object().put("subjectKind", subject.kind()).put("subject", subject.id().toString())
                        .put("subjectHash", subject.hash()).put("needs", approval.capability())
                        .put("until", approval.until().toString()).build());
    }
}
