package org.bailiwick.evidence.hold;

import java.util.List;
import org.bailiwick.ledger.log.LegalHold;
import org.bailiwick.ledger.log.Removal;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's record is kept.
 *
 * @param removes whether anything is removed in this installation
 * @param months at least
 * @param removal what retention has removed; null where it removed nothing
 * @param held whether a hold stands, by its row or by the record
 * @param mayKeep whether to show the forms; the routes decide again
 */
public record RetentionPage(VisibleTenant tenant, boolean removes, int months, List<LegalHold> holds,
        @Nullable Removal removal, boolean held,
        boolean mayKeep) {
    /** Whether the record tells of a hold that stands, and none of these does. */
    public boolean heldByTheRecordAlone() {
        return held && standing().isEmpty();
    }

    public List<LegalHold> standing() {
        return holds.stream().filter(LegalHold::holds).toList();
    }

    public List<LegalHold> lifted() {
        return holds.stream().filter(hold -> !hold.holds()).toList();
    }
}
