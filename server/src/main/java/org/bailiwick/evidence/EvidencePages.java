package org.bailiwick.evidence;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
final class EvidencePages {
    private final Evidence evidence;
    private final EvidenceExport export;
    private final LogFiles log;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    EvidencePages(Evidence evidence, EvidenceExport export, LogFiles log, DecisionPoint decisions,
            Transactions transactions) {
        this.evidence = evidence;
        this.export = export;
        this.log = log;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/t/{tenant}/evidence")
    View timeline(Permit permit, VisibleTenant tenant, EvidenceQuery query, Paging paging) {
        return View.of("evidence/timeline.jte",
                Timeline.of(tenant, query, evidence.page(permit, query, paging), evidence.operators(permit),
                        evidence.removal(permit).orElse(null),
                        paging.cursor() != null));
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/t/{tenant}/evidence/{entry}")
    View entry(Permit permit, VisibleTenant tenant, @PathVariable UUID entry) {
        return View.of("evidence/entryPage.jte", EntryPage.of(tenant, evidence.one(permit, entry),
                transactions.tenant(permit.tenant(), tx -> decisions.decide(tx, permit.principal(),
                        Capabilities.RECORD_KEEP) instanceof Evaluation.Permitted)));
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/t/{tenant}/evidence/export")
    void export(Permit permit, VisibleTenant tenant, HttpServletResponse response) throws IOException {
        export.whole(permit, tenant, response);
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/t/{tenant}/log")
    View log(Permit permit, VisibleTenant tenant) {
        return View.of("evidence/log.jte", new LogPage(tenant, log.view(permit)));
    }
}
