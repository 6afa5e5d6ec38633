package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bailiwick.connector.AccountProvider;
import org.bailiwick.connector.Connections.Connection;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * @param mayConnect whether the person may set connections here
 * @param mayRead whether the person may have systems read again
 */
public record ConnectionsPage(VisibleTenant tenant, List<Row> rows, boolean mayConnect, boolean mayRead) {
    public ConnectionsPage {
        rows = List.copyOf(rows);
    }

    /**
     * @param provider whose subjects are its account ids; null where they are nobody's sign-in
     * @param kinds how old and how whole the knowledge of each kind is
     */
    public record Row(Connection connection, @Nullable AccountProvider provider, List<DataAge.Completeness> kinds,
            NextReading next) {
        public Row {
            kinds = List.copyOf(kinds);
        }

        /** Every kind was read completely at this time or later; null where that is not known. */
        @Nullable
        Instant observedAt() {
            return kinds.stream().allMatch(kind -> kind.observedAt() != null)
                    ? kinds.stream().map(DataAge.Completeness::observedAt).filter(Objects::nonNull)
                            .min(Instant::compareTo).orElse(null)
                    : null;
        }
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }
}
