package org.bailiwick.console;

import java.util.List;
import java.util.Map;

/**
 * The front page: the tenants that the person may see.
 *
 * @param own the tenants in which they act or read; the MSP's own organisation is not among them
 * @param mayCreate whether they may take customers on
 * @param tags by short name
 */
public record TenantsPage(List<Row> own, List<Row> msp, boolean mayCreate, Map<String, List<String>> tags) {
    public TenantsPage {
        tags = Map.copyOf(tags);
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

    public List<String> tagsOf(Row row) {
        return tags.getOrDefault(row.shortName(), List.of());
    }

    public String counted() {
        return own.size() == 1 ? "1 tenant" : own.size() + " tenants";
    }

    /** How many of them no sum may include. */
    public long notKnown() {
        return own.stream().filter(row -> row.identities().value() == null).count();
    }
}
