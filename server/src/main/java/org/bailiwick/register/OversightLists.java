package org.bailiwick.register;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;

/** Pages of people and services over several tenants, for API and console alike. */
final class OversightLists {
    private final Oversight oversight;
    private final Cursors cursors;

    OversightLists(Oversight oversight, Cursors cursors) {
        this.oversight = oversight;
        this.cursors = cursors;
    }

    Slice<SubjectView> subjects(Permit permit, Scope scope, OversightStore.Filter filter, Paging paging) {
        var list = "oversight/identities/" + filter;
        OversightStore.Place after = null;
        if (paging.cursor() != null) {
            var keys = cursors.read(list, paging.cursor());
            after = new OversightStore.Place(Long.parseLong(keys.get(0)), UUID.fromString(keys.get(1)));
        }
        var found = oversight.subjects(permit, scope.ids(), filter, after, paging.limit() + 1);
        if (found.size() <= paging.limit()) {
            return new Slice<>(found, null);
        }
        var items = found.subList(0, paging.limit());
        var last = items.getLast();
        return new Slice<>(items,
                cursors.write(list, Long.toString(last.presentIn()), last.subject().toString()));
    }
}
