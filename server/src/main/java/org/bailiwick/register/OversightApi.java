package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Identities over all the tenants that the person may see, read only. */
@RestController
final class OversightApi {
    private final OversightLists lists;

    OversightApi(OversightLists lists) {
        this.lists = lists;
    }

    @GetMapping("/api/v1/oversight/identities")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeIdentities", summary = "People and services over the tenants one may see")
    Slice<SubjectView> identities(Permit permit, Scope scope, Paging paging,
            @RequestParam(required = false) String q) {
        return lists.subjects(permit, scope, Wanted.search(q), paging);
    }
}
