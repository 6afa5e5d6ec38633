package org.bailiwick.register;

import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** Who waits for a word, over all tenants; the word is said on the page of whom they may be. */
@Controller
final class ProposalPages {
    private static final String PATH = "/all/proposals";

    private final ProposalLists lists;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;

    ProposalPages(ProposalLists lists, DecisionPoint decisionPoint, Transactions transactions) {
        this.lists = lists;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
    }

    @GetMapping(PATH)
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View page(Permit permit, Scope scope, Paging paging) {
        var found = lists.over(permit, scope, paging);
        boolean maySay = transactions.tenant(permit.tenant(), tx -> decisionPoint.decide(tx, permit.principal(),
                Capabilities.IDENTITY_CORRELATE) instanceof Evaluation.Permitted);
        var next = found.nextCursor();
        return View.of("register/proposals.jte", new ProposalsPage(found.items(), found.all(), found.more(),
                found.notRead(), maySay, new Pager(paging.cursor() == null ? null : PATH, next == null
                        ? null
                        : UriComponentsBuilder.fromPath(PATH).queryParam("cursor", next).encode().toUriString())));
    }
}
