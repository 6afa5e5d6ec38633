package org.bailiwick.evidence;

import java.util.List;
import org.bailiwick.ledger.log.LogView;
import org.bailiwick.ledger.log.WitnessStanding;
import org.bailiwick.web.Mark;
import org.bailiwick.web.VisibleTenant;

/** How the tenant's log stands, and by what it is checked without us. */
public record LogPage(VisibleTenant tenant, LogView log) {
    /** Where a checker reads the log's files. */
    public String files() {
        return "/api/v1/tenants/" + tenant.publicId() + "/log";
    }

    /** INVARIANT: a witness that saw another history is shown to every tenant. */
    public List<WitnessStanding> refusing() {
        return log.witnesses().stream().filter(WitnessStanding::refuses).toList();
    }

    /** Whether somebody is asked; whoever refused before they were removed is only told of. */
    public boolean witnessed() {
        return log.witnesses().stream().anyMatch(each -> each.removedAt() == null);
    }

    public String word() {
        var audit = log.audit();
        if (log.stopped() != null) {
            return "stopped";
        }
        if (audit == null) {
            return "not checked yet";
        }
        if (audit.fault() != null) {
            return "altered";
        }
        return audit.waitsSince() == null ? "as it was recorded" : "not known";
    }

    public Mark mark() {
        return switch (word()) {
            case "stopped", "altered" -> Mark.CRITICAL;
            case "not checked yet", "not known" -> Mark.UNKNOWN;
            default -> Mark.PLAIN;
        };
    }
}
