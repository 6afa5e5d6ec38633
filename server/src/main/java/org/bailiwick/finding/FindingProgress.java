package org.bailiwick.finding;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.finding.FindingStore.NewEvent;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.proof.Json;
import org.springframework.stereotype.Component;

/** The one way a rule changes a finding: its row, its event and the ledger entry in the same transaction. */
@Component
final class FindingProgress {
    private final FindingStore store;
    private final Ledger ledger;
    private final Ids ids;
    private final WhoMay whoMay;

    FindingProgress(FindingStore store, Ledger ledger, Ids ids, WhoMay whoMay) {
        this.store = store;
        this.ledger = ledger;
        this.ids = ids;
        this.whoMay = whoMay;
    }

    void take(TenantTx tx, Rule rule, Reconciliation.Step step) {
        switch (step) {
            case Reconciliation.Open(var fact) -> open(tx, rule, fact);
            case Reconciliation.Reopen(var known, var fact, var returned, var why) -> {
                store.reopen(tx, known, fact, returned);
                enter(tx, rule, known.id(), Activity.FINDING_REOPENED, "reopened", known.publicId(), fact,
                        why + lostOwner(tx, known));
            }
            case Reconciliation.Alter(var known, var fact) -> {
                store.alter(tx, known, fact);
                enter(tx, rule, known.id(), Activity.FINDING_CHANGED, "changed", known.publicId(), fact,
                        known.severity() == fact.severity()
                                ? "what it says has changed"
                                : "it was %s and is %s now".formatted(known.severity().text(),
                                        fact.severity().text()));
            }
            case Reconciliation.Close(var known) -> close(tx, rule, known);
        }
    }

    /** Who may still decide keeps what returns; of anybody else it is taken, and the history says so. */
    private String lostOwner(TenantTx tx, KnownFinding known) {
        if (known.owner() == null || whoMay.may(tx, known.owner(), Capabilities.GRANT_DECIDE)) {
            return "";
        }
        store.own(tx, known.id(), null);
        return "; who owned it may not decide here any longer, so nobody owns it now";
    }

    private void open(TenantTx tx, Rule rule, Fact fact) {
        var publicId = ids.uuid();
        long id = store.open(tx, rule, publicId, fact);
        enter(tx, rule, id, Activity.FINDING_OPENED, "opened", publicId, fact, "it was not there before");
    }

    private void close(TenantTx tx, Rule rule, KnownFinding known) {
        store.close(tx, known);
        var evidence = ledger.append(tx, entry(Activity.FINDING_CLOSED, known.publicId(), known.title(),
                store.said(tx, rule, known.severity(), known.subject()),
                "finding closed: it is gone from a complete reading")
                .withChange(told(known.severity(), known.reasons()), null));
        store.event(tx, known.id(), NewEvent.ofTheProduct("closed", known.severity(),
                "it is gone from a complete reading", evidence));
    }

    private void enter(TenantTx tx, Rule rule, long id, Activity activity, String what, UUID publicId, Fact fact,
            String why) {
        var evidence = ledger.append(tx, entry(activity, publicId, fact.title(),
                store.said(tx, rule, fact.severity(), fact.subject()), "finding %s: %s".formatted(what, why))
                .withChange(null, told(fact.severity(), fact.reasons())));
        store.event(tx, id, NewEvent.ofTheProduct(what, fact.severity(), why, evidence));
    }

    private static Entry entry(Activity activity, UUID publicId, String title, Entry.Finding said, String message) {
        return Entry.of(activity, Actor.PRODUCT, new Target("finding", publicId.toString(), title), Outcome.SUCCESS,
                publicId, message).withFinding(said)
                .withFacts(Json.object().put("rule", said.rule()).put("severity", said.severity()).build());
    }

    private static Json told(Severity severity, List<String> reasons) {
        return Json.object().put("severity", severity.text())
                .put("reasons", Json.array(reasons.stream().<Json>map(Json::text).toList())).build();
    }
}
