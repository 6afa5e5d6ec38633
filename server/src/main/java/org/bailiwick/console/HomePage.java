package org.bailiwick.console;

import java.time.Instant;
import java.util.List;
import org.bailiwick.evidence.Story;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's home: how it is governed, whether its systems are read, what is open and what happened last.
 *
 * @param agreement null where no contract was proposed
 * @param open null where the person may not see changes
 * @param last null where the person may not see the record
 */
public record HomePage(VisibleTenant tenant, TenantsPage.Row figures, @Nullable Agreement agreement,
        @Nullable List<OpenChange> open, @Nullable List<Happening> last, List<Contact> contacts) {

    /**
     * The co-management contract.
     *
     * @param newer a version that is proposed beyond this one; null where none is
     */
    public record Agreement(int version, @Nullable Integer newer, String evidenceAccess, String escalationPath,
            String hash,
            @Nullable Instant acceptedAt, List<Term> terms) {}

    /** Who decides about something and who carries it out, in words. */
    public record Term(String what, String decides, String execution) {}

    public record OpenChange(String path, String account, String entitlement, String state, boolean accepted,
            Instant since) {}

    public record Happening(Instant at, Story story, String outcome) {}

    /** Somebody with authority here, and what they may do, in words. */
    public record Contact(String name, String side, List<String> may) {}
}
