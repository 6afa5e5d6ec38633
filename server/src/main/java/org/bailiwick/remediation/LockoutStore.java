package org.bailiwick.remediation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.GrantView.AccountRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The SQL of who is locked out, in a transaction of one tenant or of several. */
@Component
final class LockoutStore {
    /** Any account, whatever the last reading showed. */
    private static final String KNOWN = """
                                        select a.tenant_id, a.account_id, a.public_id, a.connection_id, a.external_id, a.username, a.display_name,
                                          i.public_id as identity, i.subject, i.kind, c.name as connection,
                                          c.disconnected_at is not null as disconnected,
                                          a.locked, a.locked_at, a.failed_sign_ins, a.lock_permanent,
                                          seen.since as seen_since,
                                          read.as_of,
                                          (select s.value from setting s where s.tenant_id = a.tenant_id and s.connection_id = a.connection_id
                                             and s.key = 'failureFactor' and s.gone_at is null) as failures,
                                          (select s.value from setting s where s.tenant_id = a.tenant_id and s.connection_id = a.connection_id
                                             and s.key = 'permanentLockout' and s.gone_at is null) as permanent,
                                          (select o.public_id from change_order o
                                           where o.tenant_id = a.tenant_id and o.account_id = a.account_id and o.entitlement_id is null
                                             and o.action = 'unlock account' and o.state not in ('verified', 'refused', 'undone')) as unlock
                                        from account a
                                        join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                                        join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                                        cross join lateral (
                                          select max(s.started_at) as as_of from snapshot s
                                          join snapshot_kind k on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                                          where s.tenant_id = a.tenant_id and s.connection_id = a.connection_id
                                            and k.kind = 'accounts' and k.items_read > 0
                                            and s.state in ('complete', 'partial')) read
                                        cross join lateral (
                                          select max(h.at) as since from register_history h
                                          where h.tenant_id = a.tenant_id and h.kind = 'account' and h.row_id = a.account_id
                                            and (h.after ->> 'locked')::boolean
                                            and not coalesce((h.before ->> 'locked')::boolean, false)) seen
                                        where a.tenant_id = any(:tenants) and a.gone_at is null
                                        """;
    private static final String LOCKED = KNOWN
            + """
                and a.locked
                -- What was read back for an unlock is newer than the reading: it is not locked any more.
                and not exists (
                  select from change_order o
                  where o.tenant_id = a.tenant_id and o.account_id = a.account_id and o.entitlement_id is null
                    and o.action = 'unlock account' and o.state = 'verified' and o.read_at > read.as_of)
              """;

    /** Longest locked first. */
    List<Lockout> locked(Function<String, StatementSpec> sql, Set<TenantId> tenants, int limit) {
        return sql.apply(LOCKED + """
                                  order by coalesce(a.locked_at, seen.since) nulls first, a.tenant_id, a.username
                                  limit :limit""")
                .param("tenants", ids(tenants)).param("limit", limit).query(LockoutStore::lockout).list();
    }

    /**
     * An account that may be locked.
     *
     * @param locked as the last reading showed it; empty where it did not tell
     */
    record Known(Lockout account, Optional<Boolean> locked) {}

    Optional<Known> known(TenantTx tx, UUID account) {
        return tx.sql(KNOWN + "and a.public_id = :account").param("tenants", ids(Set.of(tx.tenant())))
                .param("account", account)
                .query((row, number) -> new Known(lockout(row, number),
                        Optional.ofNullable(row.getObject("locked", Boolean.class))))
                .optional();
    }

    /** Accounts of this name, upper and lower case alike. */
    List<Lockout> named(TenantTx tx, String username, int limit) {
        return tx.sql(KNOWN + """
                              and a.username_key = left(lower(:username), 200) and lower(a.username) = lower(:username)
                              order by c.name, a.account_id limit :limit""")
                .param("tenants", ids(Set.of(tx.tenant()))).param("username", username).param("limit", limit)
                .query(LockoutStore::lockout).list();
    }

    long notKnown(Function<String, StatementSpec> sql, Set<TenantId> tenants) {
        return sql.apply("""
                         select count(*) from account a
                         join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                         where a.tenant_id = any(:tenants) and a.locked is null and a.gone_at is null
                           and i.kind in ('human', 'shared account')""").param("tenants", ids(tenants))
                .query(Long.class).single();
    }

    /**
     * Tenants of which it is not known who else is locked out: no system is connected, or the newest reading of one of
     * them did not read its accounts completely.
     */
    Set<TenantId> notRead(Function<String, StatementSpec> sql, Set<TenantId> tenants) {
        return Set.copyOf(sql.apply("""
                                    select t.tenant_id from unnest(:tenants::int[]) t (tenant_id)
                                    left join connection c on c.tenant_id = t.tenant_id and c.disconnected_at is null
                                    left join lateral (
                                      select s.snapshot_id from snapshot s
                                      where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                                        and s.state in ('complete', 'partial', 'failed')
                                      order by s.requested_at desc, s.snapshot_id desc limit 1) newest on true
                                    left join snapshot_kind k on k.tenant_id = c.tenant_id
                                      and k.snapshot_id = newest.snapshot_id and k.kind = 'accounts'
                                    group by t.tenant_id having not bool_and(coalesce(k.complete, false))""")
                .param("tenants", ids(tenants)).query((row, number) -> new TenantId(row.getInt("tenant_id"))).list());
    }

    private static Integer[] ids(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static Lockout lockout(ResultSet row, int number) throws SQLException {
        var account = new AccountRef(row.getLong("account_id"), row.getObject("public_id", UUID.class),
                row.getLong("connection_id"), row.getString("external_id"), row.getString("username"),
                row.getString("display_name"), row.getObject("identity", UUID.class),
                row.getObject("subject", UUID.class), row.getString("kind"));
        var told = told(row);
        return new Lockout(new TenantId(row.getInt("tenant_id")), account, row.getString("connection"), told,
                Optional.ofNullable(instant(row, "seen_since")), instant(row, "as_of") instanceof Instant read
                        ? read
                        : Instant.EPOCH,
                cause(row.getString("failures"), told.failures(),
                        told.permanent().orElse("true".equals(row.getString("permanent")))),
                Optional.ofNullable(row.getObject("unlock", UUID.class)),
                row.getBoolean("disconnected")
                        ? Optional.of(new UnlockProblem.Disconnected(account.publicId(), row.getString("connection")))
                        : Optional.empty());
    }

    private static Lockout.Told told(ResultSet row) throws SQLException {
        var failures = row.getObject("failed_sign_ins", Integer.class);
        return new Lockout.Told(Optional.ofNullable(instant(row, "locked_at")),
                failures == null ? OptionalInt.empty() : OptionalInt.of(failures),
                Optional.ofNullable(row.getObject("lock_permanent", Boolean.class)));
    }

    /**
     * @param rule how many failures lock an account out, as JSON
     * @param counted fewer than the rule where a system also locks out who fails several times in quick succession
     */
    private static String cause(@Nullable String rule, OptionalInt counted, boolean permanent) {
        var ends = permanent ? ", until somebody unlocks it" : ", for a time";
        if (rule == null || !rule.matches("[0-9]{1,9}")) {
            return "failed sign-ins; after how many is not known" + ends;
        }
        return counted.isPresent() && counted.getAsInt() < Integer.parseInt(rule)
                ? "fewer failed sign-ins than the rule's %s, as in quick succession".formatted(rule) + ends
                : "%s failed sign-ins".formatted(rule) + ends;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
