package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Identities over all the tenants that the person may see, read only. */
@RestController
final class OversightApi {
    private final Oversight oversight;
    private final Cursors cursors;

    OversightApi(Oversight oversight, Cursors cursors) {
        this.oversight = oversight;
        this.cursors = cursors;
    }

    @GetMapping("/api/v1/oversight/identities")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeIdentities", summary = "People and services over the tenants one may see")
    Slice<SubjectView> identities(Permit permit, Scope scope, Paging paging,
            @RequestParam(required = false) String q) {
        var search = Wanted.search(q);
        var list = "oversight/identities/" + search;
        OversightStore.Place after = null;
        if (paging.cursor() != null) {
            var keys = cursors.read(list, paging.cursor());
            after = new OversightStore.Place(Long.parseLong(keys.get(0)), UUID.fromString(keys.get(1)));
        }
        var found = oversight.subjects(permit, scope.ids(), search, after, paging.limit() + 1);
        if (found.size() <= paging.limit()) {
            return new Slice<>(found, null);
        }
        var items = found.subList(0, paging.limit());
        var last = items.getLast();
        long tenants = last.presentIn();
        return new Slice<>(items, cursors.write(list, Long.toString(tenants), last.subject().toString()));
    }
}
