package org.bailiwick.console;

import java.util.List;

/**
 * The front page: the tenants that the person may see.
 *
 * @param own the tenants in which they act or read; the MSP's own organisation is not among them
 * @param mayCreate whether they may take customers on
 */
public record TenantsPage(List<Row> own, List<Row> msp, boolean mayCreate) {
    public TenantsPage {
        own = List.copyOf(own);
        msp = List.copyOf(msp);
    }

    public record Row(String shortName, String name, String role, List<SystemLine> systems, Figure identities,
            Figure privileged, Figure waiting, Figure stillEffective) {
        public Row {
            systems = List.copyOf(systems);
        }

        public String path() {
            return "/t/" + shortName;
        }
    }

    public String counted() {
        return own.size() == 1 ? "1 tenant" : own.size() + " tenants";
    }

    /** How many of them no sum may include. */
    public long notKnown() {
        return own.stream().filter(row -> row.identities().value() == null).count();
    }
}
