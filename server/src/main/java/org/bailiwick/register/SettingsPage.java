package org.bailiwick.register;

import java.util.List;
import org.bailiwick.web.VisibleTenant;

/** Lockout, password and session settings of a tenant's systems, as read. */
public record SettingsPage(VisibleTenant tenant, List<Line> lines, DataAge age) {
    /** @param value as JSON text */
    public record Line(String system, String key, String value) {}
}
