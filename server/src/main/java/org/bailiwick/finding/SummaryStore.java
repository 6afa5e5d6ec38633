package org.bailiwick.finding;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.springframework.stereotype.Component;

/** The SQL of the prepared counts that boards and lists read instead of the findings. */
@Component
final class SummaryStore {
    private record Locked() {}

    /** "find" in ASCII. */
    private static final int LOCK = 0x66696e64;
    private static final String COUNTED = """
                                          select :tenant::int as tenant_id, :rule as rule,
                                            count(*) filter (where state = 'open' and severity = 'critical') as critical,
                                            count(*) filter (where state = 'open' and severity = 'high') as high,
                                            count(*) filter (where state = 'open' and severity = 'moderate') as moderate,
                                            count(*) filter (where state = 'open' and severity = 'low') as low,
                                            count(*) filter (where state = 'decided') as decided,
                                            count(*) filter (where state = 'decided' and decision = 'revoke ordered') as ending,
                                            min(opened_at) filter (where state = 'open') as oldest
                                          from finding where tenant_id = :tenant and rule = :rule and state <> 'closed'
                                          """;

    private final TrendStore trends;

    SummaryStore(TrendStore trends) {
        this.trends = trends;
    }

    /**
     * Before the first finding of a transaction is written: a count waits for whoever counts the same tenant, so that it
     * sees what they wrote.
     */
    void lock(TenantTx tx) {
        tx.once(new Locked(), () -> tx.sql("select pg_advisory_xact_lock(:lock, :tenant)").param("lock", LOCK)
                .query((row, number) -> true).list());
    }

    /** Of these rules, those last asked on the same basis, none of whose findings waits for a reading to show it gone. */
    Set<String> same(TenantTx tx, Map<String, Basis> bases) {
        return Set.copyOf(tx.sql("""
                                 select s.rule from finding_summary s
                                 join unnest(:rules::text[], :bases::text[]) as asked (rule, basis)
                                   on s.rule = asked.rule and s.basis = sha256(convert_to(asked.basis, 'UTF8'))
                                 where s.tenant_id = :tenant and s.ending = 0 and s.traited""")
                .param("rules", rules(bases)).param("bases", texts(bases, Basis::text)).query(String.class).list());
    }

    /** What they said holds as of a newer reading, unless one of them was asked on another basis meanwhile. */
    void renew(TenantTx tx, Map<String, Basis> same) {
        trends.keep(tx, tx.sql("""
                               update finding_summary s set as_of = asked.as_of, changed_at = :now
                               from unnest(:rules::text[], :bases::text[], :ages::timestamptz[])
                                 as asked (rule, basis, as_of)
                               where s.tenant_id = :tenant and s.rule = asked.rule and s.as_of < asked.as_of
                                 and s.basis = sha256(convert_to(asked.basis, 'UTF8'))
                               returning s.rule""").param("rules", rules(same))
                .param("bases", texts(same, Basis::text)).param("ages", texts(same, basis -> basis.asOf().toString()))
                .query(String.class).list());
    }

    private static String[] rules(Map<String, Basis> bases) {
        return bases.keySet().toArray(String[]::new);
    }

    private static String[] texts(Map<String, Basis> bases, Function<Basis, String> text) {
        return bases.values().stream().map(text).toArray(String[]::new);
    }

    /** Counts anew after a rule was asked; writes only what differs. */
    void put(TenantTx tx, Judgement judgement, Optional<Basis> basis) {
        int written = tx
                .sql("""
                     insert into finding_summary as s (tenant_id, rule, open_critical, open_high, open_moderate, open_low,
                       decided, ending, known, not_known, why, as_of, oldest_open_at, changed_at, basis)
                     select tenant_id, rule, critical, high, moderate, low, decided, ending, :known, :not_known, :why, :as_of,
                       oldest, :now, sha256(convert_to(:basis, 'UTF8')) from ("""
                        + COUNTED
                        + """
                          ) counted
                          on conflict (tenant_id, rule) do update set open_critical = excluded.open_critical,
                            open_high = excluded.open_high, open_moderate = excluded.open_moderate,
                            open_low = excluded.open_low, decided = excluded.decided, ending = excluded.ending, known = excluded.known,
                            not_known = excluded.not_known, why = excluded.why, as_of = excluded.as_of,
                            oldest_open_at = excluded.oldest_open_at, changed_at = excluded.changed_at, basis = excluded.basis
                          where (s.open_critical, s.open_high, s.open_moderate, s.open_low, s.decided, s.ending, s.known, s.not_known,
                              s.why, s.as_of, s.oldest_open_at, s.basis)
                            is distinct from (excluded.open_critical, excluded.open_high, excluded.open_moderate,
                              excluded.open_low, excluded.decided, excluded.ending, excluded.known, excluded.not_known, excluded.why,
                              excluded.as_of, excluded.oldest_open_at, excluded.basis)""")
                .param("rule", judgement.rule())
                .param("known", judgement.known()).param("not_known", judgement.notKnown())
                .param("why", judgement.why()).param("basis", basis.map(Basis::text).orElse(null))
                .param("as_of", OffsetDateTime.ofInstant(judgement.asOf(), ZoneOffset.UTC)).update();
        if (written > 0) {
            trends.keep(tx, List.of(judgement.rule()));
        }
    }

    /** Counts anew after somebody decided; what is known stays as it was. */
    void count(TenantTx tx, Rule rule) {
        tx.sql("""
               update finding_summary s set open_critical = c.critical, open_high = c.high,
                 open_moderate = c.moderate, open_low = c.low, decided = c.decided, ending = c.ending, oldest_open_at = c.oldest,
                 changed_at = :now
               from ("""
                + COUNTED
                + ") c where s.tenant_id = c.tenant_id and s.tenant_id = :tenant and s.rule = c.rule")
                .param("rule", rule.id()).update();
        trends.keep(tx, List.of(rule.id()));
    }
}
