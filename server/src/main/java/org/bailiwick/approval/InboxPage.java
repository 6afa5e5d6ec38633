package org.bailiwick.approval;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the person, what was made theirs, and what they asked or answered.
 *
 * @param tenant null over all tenants that the person sees
 */
public record InboxPage(@Nullable VisibleTenant tenant, List<Inbox.Item> waiting, List<AlsoWaiting.Line> theirs,
        List<Inbox.Item> earlier) {
    public InboxPage {
        waiting = List.copyOf(waiting);
        theirs = List.copyOf(theirs);
        earlier = List.copyOf(earlier);
    }
}
