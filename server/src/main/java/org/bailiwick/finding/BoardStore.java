package org.bailiwick.finding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.Freshness;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the prepared counts of several tenants; never the findings themselves. */
@Component
final class BoardStore {
    // A rule of a later version is none of this one's columns.
    private static final String[] RULES = Arrays.stream(Rule.values()).map(Rule::id).toArray(String[]::new);

    private final Freshness freshness;

    BoardStore(Freshness freshness) {
        this.freshness = freshness;
    }

    /** One reading of the counts, added up by tenant and by rule; what is too old counts as not wholly known. */
    BoardSums sums(ReadTx tx, Set<TenantId> tenants) {
        var byTenant = new HashMap<TenantId, BoardSums.Sum>();
        var byRule = new EnumMap<Rule, BoardSums.Sum>(Rule.class);
        tx.sql("""
               select tenant_id, rule, sum(open_critical) as critical, sum(open_high) as high,
                 sum(open_moderate) as moderate, sum(open_low) as low, sum(ending) as ending,
                 count(*) filter (where open_critical + open_high + open_moderate + open_low > 0) as open_cells,
                 count(*) filter (where ending > 0) as ending_cells,
                 count(*) filter (where known and not_known = 0 and as_of >= :fresh) as complete, min(as_of) as oldest
               from finding_summary where tenant_id = any(:tenants) and rule = any(:rules)
               group by grouping sets ((tenant_id), (rule))""").param("tenants", values(tenants))
                .param("rules", RULES).param("fresh", freshness.notBefore(tx.now()).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    var rule = row.getString("rule");
                    if (rule == null) {
                        byTenant.put(new TenantId(row.getInt("tenant_id")), sum(row));
                    } else {
                        byRule.put(Rule.of(rule), sum(row));
                    }
                });
        return new BoardSums(byTenant, byRule);
    }

    Map<TenantId, Map<Rule, BoardCell>> cells(ReadTx tx, Set<TenantId> tenants) {
        var cells = new HashMap<TenantId, Map<Rule, BoardCell>>();
        var fresh = freshness.notBefore(tx.now());
        tx.sql("""
               select tenant_id, rule, open_critical, open_high, open_moderate, open_low, decided, ending, known, not_known,
                 why, as_of, oldest_open_at
               from finding_summary where tenant_id = any(:tenants) and rule = any(:rules)""")
                .param("tenants", values(tenants)).param("rules", RULES).query(row -> {
                    var rule = Rule.of(row.getString("rule"));
                    cells.computeIfAbsent(new TenantId(row.getInt("tenant_id")), first -> new EnumMap<>(Rule.class))
                            .put(rule, cell(rule, row, fresh));
                });
        return cells;
    }

    private static BoardSums.Sum sum(ResultSet row) throws SQLException {
        return new BoardSums.Sum(row.getLong("critical"), row.getLong("high"), row.getLong("moderate"),
                row.getLong("low"), row.getLong("ending"), row.getLong("open_cells"), row.getLong("ending_cells"),
                row.getLong("complete"), instant(row.getObject("oldest", OffsetDateTime.class)));
    }

    private static Integer[] values(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static BoardCell cell(Rule rule, ResultSet row, Instant fresh) throws SQLException {
        var asOf = instant(row.getObject("as_of", OffsetDateTime.class));
        return new BoardCell(rule, row.getLong("open_critical"), row.getLong("open_high"),
                row.getLong("open_moderate"), row.getLong("open_low"), row.getLong("decided"), row.getLong("ending"),
                row.getBoolean("known"),
                row.getLong("not_known"), row.getString("why"), asOf,
                asOf != null && asOf.isBefore(fresh),
                instant(row.getObject("oldest_open_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
