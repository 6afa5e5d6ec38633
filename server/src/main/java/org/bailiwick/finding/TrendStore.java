package org.bailiwick.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Freshness;
import org.springframework.stereotype.Component;

/** The SQL of how many findings were open a week ago: of each day on which they were counted, how it ended. */
@Component
final class TrendStore {
    private static final int DAYS_SINCE = 6;
    private static final String[] RULES = Arrays.stream(Rule.values()).map(Rule::id).toArray(String[]::new);

    private final Freshness freshness;

    TrendStore(Freshness freshness) {
        this.freshness = freshness;
    }

    /** Called whenever a summary was written, in the same transaction: the last one of a day stays. */
    void keep(TenantTx tx, Collection<String> rules) {
        tx.sql("""
               insert into finding_summary_day as d (tenant_id, rule, day, open, complete, as_of)
               select tenant_id, rule, (:now::timestamptz at time zone 'UTC')::date,
                 open_critical + open_high + open_moderate + open_low, known and not_known = 0, as_of
               from finding_summary where tenant_id = :tenant and rule = any(:rules)
               on conflict (tenant_id, rule, day) do update set open = excluded.open, complete = excluded.complete,
                 as_of = excluded.as_of""").param("rules", rules.toArray(String[]::new)).update();
        forget(tx, rules);
    }

    /** What lies before the newest day that is a week old is asked for by nobody. */
    private static void forget(TenantTx tx, Collection<String> rules) {
        tx.sql("""
               delete from finding_summary_day d
               where d.tenant_id = :tenant and d.rule = any(:rules) and d.day < (
                 select max(o.day) from finding_summary_day o where o.tenant_id = :tenant and o.rule = d.rule
                   and o.day <= (:now::timestamptz at time zone 'UTC')::date - 7)""")
                .param("rules", rules.toArray(String[]::new)).update();
    }

    /** Where everything was judged then, and not too long before; of any other rule it is not known. */
    Map<TenantId, Map<Rule, Long>> weekAgo(ReadTx tx, Set<TenantId> tenants) {
        var open = new HashMap<TenantId, Map<Rule, Long>>();
        tx.sql("""
               select tenant_id, rule, open from (
                 select distinct on (tenant_id, rule) tenant_id, rule, open, complete, as_of
                 from finding_summary_day
                 where tenant_id = any(:tenants) and rule = any(:rules)
                   and day <= (:now::timestamptz at time zone 'UTC')::date - 7
                 order by tenant_id, rule, day desc) ended
               where complete and as_of >= :fresh""")
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                .param("rules", RULES)
                .param("fresh", freshness.notBefore(endOfTheDayAWeekAgo(tx)).atOffset(ZoneOffset.UTC)).query(row -> {
                    open.computeIfAbsent(new TenantId(row.getInt("tenant_id")), first -> new EnumMap<>(Rule.class))
                            .put(Rule.of(row.getString("rule")), row.getLong("open"));
                });
        return open;
    }

    private static Instant endOfTheDayAWeekAgo(ReadTx tx) {
        return LocalDate.ofInstant(tx.now(), ZoneOffset.UTC).minusDays(DAYS_SINCE).atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
