package org.bailiwick.evidence.control;

import org.bailiwick.web.VisibleTenant;

/** One control of one tenant with the rows behind it. */
public record ControlPage(VisibleTenant tenant, ControlStanding standing) {
    public String home() {
        return "/t/" + tenant.shortName();
    }
}
