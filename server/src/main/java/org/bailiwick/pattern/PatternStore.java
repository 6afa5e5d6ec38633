package org.bailiwick.pattern;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.Freshness;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of patterns: reads each tenant's prepared counts, never the findings themselves. */
@Component
final class PatternStore {
    // A rule of a later version is none of this one's words.
    private static final String[] RULES = Arrays.stream(Rule.values()).map(Rule::id).toArray(String[]::new);

    /** A pattern in one of its tenants. */
    record InTenant(TenantId tenant, Severity worst, long open, long ending) {}

    /**
     * What the rules know.
     *
     * @param complete tenants of which a rule knows everything, what its findings could share among it; a rule without an
     *     entry knows everything of none
     * @param asOf the oldest reading that a rule rests on
     */
    record Judged(Map<Rule, Set<TenantId>> complete, Map<Rule, Instant> asOf) {
        boolean whole(TenantId tenant, Collection<Rule> rules) {
            return rules.stream().allMatch(rule -> complete.getOrDefault(rule, Set.of()).contains(tenant));
        }

        Optional<Instant> asOf(Collection<Rule> rules) {
            return rules.stream().flatMap(rule -> Optional.ofNullable(asOf.get(rule)).stream())
                    .min(Instant::compareTo);
        }
    }

    private final Freshness freshness;

    PatternStore(Freshness freshness) {
        this.freshness = freshness;
    }

    /** In two of these tenants or more; in no order. */
    List<PatternSum> sums(ReadTx tx, Set<TenantId> tenants) {
        return sums(tx, tenants, null);
    }

    Optional<PatternSum> sum(ReadTx tx, Set<TenantId> tenants, UUID pattern) {
        return sums(tx, tenants, Set.of(pattern)).stream().findFirst();
    }

    /** @param patterns these alone; null for all */
    List<PatternSum> sums(ReadTx tx, Set<TenantId> tenants, @Nullable Set<UUID> patterns) {
        return over(tx, tenants, """
                                 with several as materialized (
                                   select pattern from finding_trait_count
                                   where tenant_id = any(:tenants) and rule = any(:rules)
                                     and (:patterns::uuid[] is null or pattern = any(:patterns))
                                   group by pattern having min(tenant_id) < max(tenant_id))
                                 select c.pattern, c.kind, min(c.part) as part, min(c.name) as name,
                                   min(c.subject::text)::uuid as subject, count(distinct c.tenant_id) as tenants,
                                   sum(c.open_findings) as open, sum(c.ending) as ending, min(c.worst) as worst,
                                   min(c.since) as since, min(c.due_at) as due,
                                   array_agg(distinct c.rule) as rules
                                 from several s join finding_trait_count c on c.pattern = s.pattern
                                 where c.tenant_id = any(:tenants) and c.rule = any(:rules)
                                 group by c.pattern, c.kind""").param("rules", RULES)
                .param("patterns", patterns == null ? null : patterns.toArray(UUID[]::new))
                .query((row, number) -> sum(row)).list();
    }

    private static PatternSum sum(ResultSet row) throws SQLException {
        var rules = Arrays.stream((String[]) row.getArray("rules").getArray()).map(Rule::of).sorted().toList();
        return new PatternSum(row.getObject("pattern", UUID.class), PatternKind.of(row.getString("kind")),
                row.getString("part"), row.getString("name"), row.getObject("subject", UUID.class),
                row.getInt("tenants"), row.getLong("open"), row.getLong("ending"), severity(row),
                time(row, "since"), time(row, "due"), rules);
    }

    /** In which of these tenants each of the patterns is. */
    Map<UUID, Set<TenantId>> where(ReadTx tx, Set<TenantId> tenants, Collection<UUID> patterns) {
        var where = new HashMap<UUID, Set<TenantId>>();
        if (!patterns.isEmpty()) {
            over(tx, tenants, """
                              select distinct pattern, tenant_id from finding_trait_count
                              where tenant_id = any(:tenants) and pattern = any(:patterns) and rule = any(:rules)""")
                    .param("rules", RULES).param("patterns", patterns.toArray(UUID[]::new)).query(row -> {
                        where.computeIfAbsent(row.getObject("pattern", UUID.class), first -> new HashSet<>())
                                .add(new TenantId(row.getInt("tenant_id")));
                    });
        }
        return where;
    }

    /** The worst first. */
    List<InTenant> inTenants(ReadTx tx, Set<TenantId> tenants, UUID pattern) {
        return over(tx, tenants,
                """
                select tenant_id, min(worst) as worst, sum(open_findings) as open, sum(ending) as ending
                from finding_trait_count
                where tenant_id = any(:tenants) and pattern = :pattern and rule = any(:rules)
                group by tenant_id order by worst, open desc, tenant_id""").param("rules", RULES)
                .param("pattern", pattern)
                .query((row, number) -> new InTenant(new TenantId(row.getInt("tenant_id")), severity(row),
                        row.getLong("open"), row.getLong("ending")))
                .list();
    }

    /** What was read too long ago does not say how it is now. */
    Judged judged(ReadTx tx, Set<TenantId> tenants) {
        var complete = new EnumMap<Rule, Set<TenantId>>(Rule.class);
        var asOf = new EnumMap<Rule, Instant>(Rule.class);
        over(tx, tenants, """
                          select rule, min(as_of) as as_of,
                            coalesce(array_agg(tenant_id) filter (where known and not_known = 0
                              and traited and as_of >= :fresh), '{}') as complete
                          from finding_summary where tenant_id = any(:tenants) and rule = any(:rules)
                          group by rule""").param("rules", RULES)
                .param("fresh", freshness.notBefore(tx.now()).atOffset(ZoneOffset.UTC)).query(row -> {
                    var rule = Rule.of(row.getString("rule"));
                    asOf.put(rule, time(row, "as_of"));
                    complete.put(rule, Arrays.stream((Integer[]) row.getArray("complete").getArray())
                            .map(TenantId::new).collect(Collectors.toUnmodifiableSet()));
                });
        return new Judged(complete, asOf);
    }

    /** Whether the person bears the subject in one of these tenants, as far as it is known who they are. */
    boolean isAbout(ReadTx tx, Set<TenantId> tenants, UUID subject, PersonId person) {
        return over(tx, tenants, """
                                 select exists (select from identity where tenant_id = any(:tenants)
                                   and subject = :subject and person_id = :person)""").param("subject", subject)
                .param("person", person.value()).query(Boolean.class).single();
    }

    /** Which of these patterns are in two tenants of the whole estate or more. */
    Set<UUID> present(ReadTx estate, Collection<UUID> patterns) {
        return Set.copyOf(estate.sql("""
                                     select pattern from finding_trait_count
                                     where pattern = any(:patterns) and rule = any(:rules)
                                     group by pattern having min(tenant_id) < max(tenant_id)""")
                .param("patterns", patterns.toArray(UUID[]::new)).param("rules", RULES).query(UUID.class).list());
    }

    /** Whose patterns these are, of identities; a pattern is made of its subject. Looks through all identities there are. */
    Map<UUID, UUID> subjects(ReadTx estate, Collection<UUID> patterns) {
        var subjects = new HashMap<UUID, UUID>();
        estate.sql("""
                   select distinct pattern, subject from (
                     select subject, overlay(overlay(encode(substring(sha256(convert_to(
                         jsonb_build_array('identity', null, null, null, subject::text)::text, 'UTF8')) from 1 for 16),
                         'hex') placing '8' from 13) placing 'a' from 17)::uuid as pattern
                     from identity) i
                   where pattern = any(:patterns)""").param("patterns", patterns.toArray(UUID[]::new)).query(row -> {
            subjects.put(row.getObject("pattern", UUID.class), row.getObject("subject", UUID.class));
        });
        return subjects;
    }

    private static JdbcClient.StatementSpec over(ReadTx tx, Set<TenantId> tenants, String sql) {
        return tx.sql(sql).param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new));
    }

    private static Severity severity(ResultSet row) throws SQLException {
        return Severity.values()[row.getInt("worst") - 1];
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
