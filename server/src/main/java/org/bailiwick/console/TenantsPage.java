package org.bailiwick.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** @param systems null where the person may not read the register */
    public record Row(String shortName, String name, String role, @Nullable List<SystemLine> systems,
            Figure identities, Figure privileged, Figure waiting, Figure stillEffective) {
        static final String UNREAD = "no authority to read the register";

        public Row {
            systems = systems == null ? null : List.copyOf(systems);
        }

        /** As they are shown: one line says that there is none. */
        public List<SystemLine> lines() {
            if (systems == null) {
                return List.of();
            }
            return systems.isEmpty() ? List.of(SystemLine.NONE) : systems;
        }

        public String unread() {
            return UNREAD;
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
