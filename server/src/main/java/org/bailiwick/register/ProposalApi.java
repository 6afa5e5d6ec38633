package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Identities over tenants that wait for a person's word; it is said of the subject that they may be. */
@RestController
final class ProposalApi {
    private final ProposalLists lists;

    ProposalApi(ProposalLists lists) {
        this.lists = lists;
    }

    @GetMapping("/api/v1/oversight/proposals")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeProposals", summary = "Identities that may be another person's or service's and wait for a word, over the tenants one may read")
    ProposalLists.Found proposals(Permit permit, Scope scope, Paging paging) {
        return lists.over(permit, scope, paging);
    }
}
