package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL of when identities were last used and how old their secrets are: one statement for all that a page shows. What
 * was read before a system was connected again, while it is disconnected, or too long ago, says nothing about now.
 */
@Component
final class IdentityUseStore {
    /** An identity among those of several tenants. */
    record Place(int tenant, long identity) {}

    private static final String OF_IDENTITIES = "i.identity_id = any(:identities)";
    private static final String OF_SUBJECTS = "i.subject = any(:subjects)";
    private static final String ASKED = """
                                        with asked as materialized (
                                          select i.tenant_id, i.identity_id, i.kind, a.account_id, a.connection_id,
                                            a.last_sign_in_at, a.gone_at is null as present
                                          from identity i
                                          join account a on a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                                          where i.tenant_id = any(:tenants) and\s""";
    private static final String ANSWERED = """
                                           ), reach as materialized (
                                             select c.tenant_id, c.connection_id, newest.sign_ins_since,
                                               exists (
                                                 select from snapshot_kind k where k.tenant_id = c.tenant_id
                                                   and k.snapshot_id = newest.snapshot_id
                                                   and k.kind = 'credentials' and k.complete) as secrets_read,
                                               exists (
                                                 select from snapshot_kind k where k.tenant_id = c.tenant_id
                                                   and k.snapshot_id = newest.snapshot_id
                                                   and k.kind = 'accounts' and k.complete) as accounts_read
                                             from connection c
                                             cross join lateral (
                                               select s.snapshot_id, s.sign_ins_since, s.started_at from snapshot s
                                               where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                                                 and s.state in ('complete', 'partial')
                                               order by s.requested_at desc limit 1) newest
                                             where c.tenant_id = any(:tenants) and c.disconnected_at is null
                                               and newest.started_at >= greatest(:fresh, c.reconnected_at)
                                               and exists (select from asked a where a.tenant_id = c.tenant_id
                                                 and a.connection_id = c.connection_id))
                                           select a.tenant_id, a.identity_id, bool_or(a.present) as present,
                                             max(a.last_sign_in_at) as last_use,
                                             case when bool_and(r.sign_ins_since is not null) filter (where a.present)
                                               then max(r.sign_ins_since) filter (where a.present) end as since,
                                             min(s.oldest) filter (where r.secrets_read) as oldest,
                                             coalesce(bool_and(r.secrets_read is true and s.found = s.dated
                                               and a.kind not in ('human', 'shared account')) filter (where a.present),
                                               bool_and(r.accounts_read is true)) as whole
                                           from asked a
                                           left join reach r on r.tenant_id = a.tenant_id
                                             and r.connection_id = a.connection_id
                                           left join lateral (
                                             select count(*) as found, count(c.created_at) as dated,
                                               min(c.created_at) as oldest
                                             from credential c
                                             where c.tenant_id = a.tenant_id and c.account_id = a.account_id
                                               and c.gone_at is null) s on a.present
                                           group by a.tenant_id, a.identity_id""";

    private final Freshness freshness;

    IdentityUseStore(Freshness freshness) {
        this.freshness = freshness;
    }

    /** By the identity's inside id; one without any account is not among them. */
    Map<Long, IdentityUse> of(TenantTx tx, Long[] identities) {
        var found = new HashMap<Long, IdentityUse>();
        read(tx.now(), tx.sql(ASKED + OF_IDENTITIES + ANSWERED).param("tenants", new Integer[]{tx.tenant().value()})
                .param("identities", identities)).forEach((place, use) -> found.put(place.identity(), use));
        return found;
    }

    Map<Place, IdentityUse> over(ReadTx tx, Set<TenantId> tenants, Collection<UUID> subjects) {
        return read(tx.now(), tx.sql(ASKED + OF_SUBJECTS + ANSWERED)
                .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                .param("subjects", subjects.toArray(UUID[]::new)));
    }

    private Map<Place, IdentityUse> read(Instant now, JdbcClient.StatementSpec asked) {
        var found = new HashMap<Place, IdentityUse>();
        asked.param("fresh", freshness.notBefore(now).atOffset(ZoneOffset.UTC)).query(row -> {
            found.put(new Place(row.getInt("tenant_id"), row.getLong("identity_id")), use(row));
        });
        return found;
    }

    private static IdentityUse use(ResultSet row) throws SQLException {
        return new IdentityUse(LastUse.of(Rows.timeOrNull(row, "last_use"), Rows.timeOrNull(row, "since")),
                OldestSecret.of(Rows.timeOrNull(row, "oldest"), row.getBoolean("whole")));
    }
}
