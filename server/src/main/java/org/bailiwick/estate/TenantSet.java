package org.bailiwick.estate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;

/**
 * Customers that are looked at together, as one person sees them.
 *
 * @param owner the name of who answers for the set
 * @param members those that this person may see, and no word of others
 */
public record TenantSet(UUID id, String name, String owner, Instant since, List<VisibleTenant> members) {
    public TenantSet {
        members = List.copyOf(members);
    }

    /** One short name a line. */
    public String shortNames() {
        return String.join("\n", members.stream().map(VisibleTenant::shortName).toList());
    }
}
