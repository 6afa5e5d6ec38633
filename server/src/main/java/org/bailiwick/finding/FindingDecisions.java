package org.bailiwick.finding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.AfterDecision;
import org.bailiwick.decision.Decision;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.finding.FindingStore.By;
import org.bailiwick.finding.FindingStore.NewEvent;
import org.bailiwick.finding.FindingStore.OpenFinding;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.bailiwick.register.GrantView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes decisions about findings. Whoever decides about a grant, wherever they do it, settles the open findings about
 * it in the same transaction.
 */
@Component
final class FindingDecisions implements AfterDecision {
    private final FindingStore store;
    private final SummaryStore summaries;
    private final Traits traits;
    private final Ledger ledger;

    FindingDecisions(FindingStore store, SummaryStore summaries, Traits traits, Ledger ledger) {
        this.store = store;
        this.summaries = summaries;
        this.traits = traits;
        this.ledger = ledger;
    }

    /** @param change inside id of the change that was ordered; null for a finding that is kept */
    private record Settled(Permit permit, @Nullable Long change, String justification, Optional<String> ticket,
            Optional<PersonId> about) {
        String what() {
            return change == null ? "kept" : "revoke ordered";
        }
    }

    @Override
    public void decided(TenantTx tx, Permit permit, GrantView grant, Decision decision, Optional<Long> change) {
        if (decision.kind() == DecisionKind.ABSTAIN) {
            return;
        }
        var settled = new Settled(permit, change.orElse(null), decision.justification(),
                decision.ticket().map(ticket -> ticket.text()), grant.person());
        summaries.lock(tx);
        store.open(tx, SubjectKind.GRANT, grant.id()).forEach(finding -> settle(tx, finding, settled));
    }

    /** @return false where somebody settled it in the meantime */
    boolean keep(TenantTx tx, Permit permit, FindingView finding, String justification, Optional<String> ticket) {
        summaries.lock(tx);
        var open = store.open(tx, finding.id());
        open.ifPresent(each -> settle(tx, each, new Settled(permit, null, justification, ticket, Optional.empty())));
        return open.isPresent();
    }

    /** Inside ids of the accounts that the finding concerns. */
    List<Long> accounts(TenantTx tx, FindingView finding) {
        return store.accounts(tx, finding.subject().kind(), finding.subject().id());
    }

    private void settle(TenantTx tx, OpenFinding finding, Settled settled) {
        store.decide(tx, finding.id(), settled.what(), settled.change());
        var by = (Principal.Person) settled.permit().principal();
        store.event(tx, finding.id(), new NewEvent(settled.what(), finding.severity(), settled.justification(),
                new By(by.id().value(), settled.about().map(PersonId::value).orElse(null),
                        settled.permit().authorityId(), settled.ticket().orElse(null)),
                enter(tx, finding, settled)));
        summaries.count(tx, finding.rule());
        traits.decided(tx, finding.rule(), finding.id());
    }

    private UUID enter(TenantTx tx, OpenFinding finding, Settled settled) {
        var activity = settled.change() == null ? Activity.FINDING_KEPT : Activity.FINDING_REVOCATION_ORDERED;
        return ledger.append(tx, Entry
                .of(activity, settled.permit().principal().actor(),
                        new Target("finding", finding.publicId().toString(), finding.title()), Outcome.SUCCESS,
                        settled.permit().evaluation(),
                        "finding %s: %s".formatted(settled.what(), settled.justification()))
                .under(settled.permit().authority(), settled.permit().evaluation())
                .withTicket(settled.ticket().orElse(null))
                .withFinding(store.said(tx, finding.rule(), finding.severity(), finding.subject()))
                .withFacts(Json.object().put("rule", finding.rule().id()).put("decision", settled.what()).build()));
    }
}
