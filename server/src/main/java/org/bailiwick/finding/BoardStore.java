package org.bailiwick.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the prepared counts of several tenants; never the findings themselves. */
@Component
final class BoardStore {
    Map<TenantId, Map<Rule, BoardCell>> cells(ReadTx tx, Set<TenantId> tenants) {
        var cells = new HashMap<TenantId, Map<Rule, BoardCell>>();
        tx.sql("""
               select tenant_id, rule, open_critical, open_high, open_moderate, open_low, decided, known, not_known,
                 why, as_of, oldest_open_at
               from finding_summary where tenant_id = any(:tenants)""")
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new)).query(row -> {
                    // A rule of a later version is none of this one's columns.
                    var rule = Rule.find(row.getString("rule"));
                    if (rule.isPresent()) {
                        cells.computeIfAbsent(new TenantId(row.getInt("tenant_id")), first -> new HashMap<>())
                                .put(rule.get(), cell(rule.get(), row));
                    }
                });
        return cells;
    }

    private static BoardCell cell(Rule rule, ResultSet row) throws SQLException {
        return new BoardCell(rule, row.getLong("open_critical"), row.getLong("open_high"),
                row.getLong("open_moderate"), row.getLong("open_low"), row.getLong("decided"), row.getBoolean("known"),
                row.getLong("not_known"), row.getString("why"), instant(row.getObject("as_of", OffsetDateTime.class)),
                instant(row.getObject("oldest_open_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
