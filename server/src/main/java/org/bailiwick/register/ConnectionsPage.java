package org.bailiwick.register;

import java.util.List;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.web.VisibleTenant;

/**
 * @param mayConnect whether the person may set connections here
 * @param mayRead whether the person may have systems read again
 */
public record ConnectionsPage(VisibleTenant tenant, List<Row> rows, boolean mayConnect, boolean mayRead) {
    public ConnectionsPage {
        rows = List.copyOf(rows);
    }

    /** @param kinds how old and how whole the knowledge of each kind is */
    public record Row(Connection connection, List<DataAge.Completeness> kinds) {
        public Row {
            kinds = List.copyOf(kinds);
        }
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }
}
