package org.bailiwick.evidence.hold;

import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.ledger.log.KeepFor;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
final class HoldPages {
    private final KeepRecord record;
    private final LegalHolds holds;
    private final TenantLogs logs;
    private final KeepFor keep;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    HoldPages(KeepRecord record, LegalHolds holds, TenantLogs logs, KeepFor keep, DecisionPoint decisions,
            Transactions transactions) {
        this.record = record;
        this.holds = holds;
        this.logs = logs;
        this.keep = keep;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/t/{tenant}/retention")
    View page(Permit permit, VisibleTenant tenant) {
        return transactions.tenant(permit.tenant(), tx -> View.of("evidence/retention.jte",
                new RetentionPage(tenant, keep.removes(), keep.months(), holds.all(tx), logs.removal(tx).orElse(null),
                        holds.held(tx),
                        decisions.decide(tx, permit.principal(),
                                Capabilities.RECORD_KEEP) instanceof Evaluation.Permitted)));
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping("/t/{tenant}/legal-holds")
    Redirect set(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String ticket) {
        record.set(permit, reason, ticket).orThrow(HoldRefusals::of);
        return Redirect.to("/t/%s/retention".formatted(tenant.shortName()))
                .withNotice("the legal hold stands; nothing of the record of %s is removed".formatted(tenant.name()));
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping("/t/{tenant}/legal-holds/{hold}/lifting")
    Redirect lift(Permit permit, VisibleTenant tenant, @PathVariable UUID hold,
            @RequestParam(defaultValue = "") String reason) {
        record.lift(permit, hold, reason).orThrow(HoldRefusals::of);
        return Redirect.to("/t/%s/retention".formatted(tenant.shortName()))
                .withNotice("the legal hold is lifted; the record says so");
    }
}
