package org.bailiwick.approval;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the person, and what they asked or answered.
 *
 * @param tenant null over all tenants that the person sees
 */
public record InboxPage(@Nullable VisibleTenant tenant, List<Inbox.Item> waiting, List<Inbox.Item> earlier) {
    public InboxPage {
        waiting = List.copyOf(waiting);
        earlier = List.copyOf(earlier);
    }
}
