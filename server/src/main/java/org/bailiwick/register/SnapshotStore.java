package org.bailiwick.register;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.Observed;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of snapshots and of how far what is known can be trusted. */
@Component
final class SnapshotStore {
    /** A reading and how it went; {@code id} is also the public id of its job. */
    record Snapshot(UUID id, UUID connection, String connectionName, String state, Instant requestedAt,
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String problem, List<Kind> kinds) {}

    record Kind(String kind, boolean complete, int pagesAsked, int pagesRead, long itemsRead, @Nullable Long itemsTold,
            @Nullable String problem) {}

    /** The system that is read. */
    record Source(long id, Catalogue.Place place, String name) {}

    long nextId(TenantTx tx) {
        return tx.sql("select nextval('row_id')").query(Long.class).single();
    }

    Optional<UUID> waiting(TenantTx tx, long connection) {
        return tx.sql("""
                      select public_id from snapshot
                      where tenant_id = :tenant and connection_id = :connection and state = 'requested'
                      order by requested_at limit 1""").param("connection", connection).query(UUID.class).optional();
    }

    void insert(TenantTx tx, long id, UUID publicId, long connection, @Nullable PersonId by) {
        tx.sql("""
               insert into snapshot (tenant_id, snapshot_id, public_id, connection_id, state, requested_at, requested_by)
               values (:tenant, :id, :public, :connection, 'requested', :now, :by)""")
                .param("id", id)
                .param("public", publicId).param("connection", connection).param("by", by == null ? null : by.value())
                .update();
    }

    /** Takes the reading up; empty where it has ended, or where somebody with a newer lease has it. */
    Optional<Source> begin(TenantTx tx, long id, long fence) {
        return tx.sql("""
                      with begun as (
                        update snapshot set state = 'running', started_at = :now, fence = :fence
                        where tenant_id = :tenant and snapshot_id = :id and fence < :fence
                          and state in ('requested', 'running')
                        returning connection_id)
                      select c.connection_id, c.system, coalesce(c.settings::json ->> 'realm', '') as within, c.name
                      from begun join connection c on c.tenant_id = :tenant
                        and c.connection_id = begun.connection_id""").param("id", id).param("fence", fence)
                .query((row, number) -> new Source(row.getLong("connection_id"),
                        new Catalogue.Place(row.getString("system"), row.getString("within")), row.getString("name")))
                .optional();
    }

    /** Whether this reading may still be merged: its lease holds and no later one of the connection was. */
    boolean mayMerge(TenantTx tx, long id, long fence) {
        // The connection's row serialises merges of the same system, on all nodes.
        tx.sql("""
               select c.connection_id from connection c
               where c.tenant_id = :tenant and c.connection_id = (
                 select connection_id from snapshot where tenant_id = :tenant and snapshot_id = :id)
               for no key update of c""").param("id", id).query(Long.class).single();
        return tx.sql("""
                      select s.fence = :fence and s.state = 'running' and not exists (
                        select from snapshot later where later.tenant_id = :tenant
                          and later.connection_id = s.connection_id and later.started_at > s.started_at
                          and later.state in ('complete', 'partial'))
                      from snapshot s where s.tenant_id = :tenant and s.snapshot_id = :id""").param("id", id)
                .param("fence", fence).query(Boolean.class).single();
    }

    /** @return whether the lease still held */
    boolean put(TenantTx tx, long id, long fence, String state, @Nullable String problem) {
        return tx.sql("""
                      update snapshot set state = :state, problem = :problem,
                        ended_at = case when :state in ('complete', 'partial', 'failed') then :now::timestamptz end
                      where tenant_id = :tenant and snapshot_id = :id and fence = :fence and state = 'running'""")
                .param("id", id).param("fence", fence).param("state", state).param("problem", problem).update() == 1;
    }

    /**
     * Keeps how far sign-ins are known. Where this reading's reach into the time before the last reading that knew
     * them began, nothing lies between, and what was known then is known still, although the system may have dropped it
     * since.
     */
    void signIns(TenantTx tx, long id, Observed.SignIns reach) {
        tx.sql("""
               update snapshot s set sign_ins_problem = :problem, sign_ins_since = case when :since::timestamptz is null
                 then null else least(:since::timestamptz, (
                   select p.sign_ins_since from snapshot p
                   where p.tenant_id = :tenant and p.connection_id = s.connection_id and p.snapshot_id <> s.snapshot_id
                     and p.state in ('complete', 'partial') and p.started_at >= :since::timestamptz
                     and p.sign_ins_since is not null
                   order by p.started_at desc limit 1)) end
               where s.tenant_id = :tenant and s.snapshot_id = :id""").param("id", id).param("problem", reach.problem())
                .param("since", reach.since() == null ? null : OffsetDateTime.ofInstant(reach.since(), ZoneOffset.UTC))
                .update();
    }

    UUID publicId(TenantTx tx, long id) {
        return tx.sql("select public_id from snapshot where tenant_id = :tenant and snapshot_id = :id").param("id", id)
                .query(UUID.class).single();
    }

    void kinds(TenantTx tx, long id, Collection<Completeness> kinds) {
        for (var kind : kinds) {
            tx.sql("""
                   insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read, items_read,
                     items_told, problem)
                   values (:tenant, :id, :kind, :complete, :asked, :read, :items, :told, :problem)""")
                    .param("id", id)
                    .param("kind", Kinds.word(kind.kind())).param("complete", kind.complete())
                    .param("asked", kind.pagesAsked()).param("read", kind.pagesRead())
                    .param("items", kind.itemsRead()).param("told", kind.itemsTold())
                    .param("problem", kind.problem()).update();
        }
    }

    Optional<Snapshot> find(TenantTx tx, UUID publicId) {
        var kinds = tx.sql("""
                           select k.kind, k.complete, k.pages_asked, k.pages_read, k.items_read, k.items_told, k.problem
                           from snapshot_kind k
                           join snapshot s on s.tenant_id = k.tenant_id and s.snapshot_id = k.snapshot_id
                           where k.tenant_id = :tenant and s.public_id = :public order by k.kind""")
                .param("public", publicId)
                .query((row, number) -> new Kind(row.getString("kind"), row.getBoolean("complete"),
                        row.getInt("pages_asked"), row.getInt("pages_read"), row.getLong("items_read"),
                        row.getObject("items_told", Long.class), row.getString("problem")))
                .list();
        return tx.sql("""
                      select s.public_id, c.public_id as connection, c.name, s.state, s.requested_at, s.started_at,
                        s.ended_at, s.problem
                      from snapshot s join connection c on c.tenant_id = s.tenant_id
                        and c.connection_id = s.connection_id
                      where s.tenant_id = :tenant and s.public_id = :public""").param("public", publicId)
                .query((row, number) -> new Snapshot(row.getObject("public_id", UUID.class),
                        row.getObject("connection", UUID.class), row.getString("name"), row.getString("state"),
                        Rows.time(row, "requested_at"), Rows.timeOrNull(row, "started_at"),
                        Rows.timeOrNull(row, "ended_at"), row.getString("problem"), kinds))
                .optional();
    }

    /** @param at when accounts were last read completely, in words; null where never */
    record Seen(long accounts, long grants, @Nullable String at, long readings) {}

    Seen seenThrough(TenantTx tx, long connection) {
        return tx.sql("""
                      select (select count(*) from account a where a.tenant_id = :tenant
                          and a.connection_id = :connection and a.gone_at is null) as accounts,
                        (select count(*) from access_grant g
                          join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                          where g.tenant_id = :tenant and a.connection_id = :connection and g.effective) as grants,
                        (select to_char(max(s.started_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
                          from snapshot s join snapshot_kind k
                            on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                          where s.tenant_id = :tenant and s.connection_id = :connection and k.kind = 'accounts'
                            and k.complete) as at,
                        (select count(*) from snapshot s where s.tenant_id = :tenant
                          and s.connection_id = :connection and s.state in ('requested', 'running')) as readings""")
                .param("connection", connection)
                .query((row, number) -> new Seen(row.getLong("accounts"), row.getLong("grants"),
                        row.getString("at"), row.getLong("readings")))
                .single();
    }

    /** Readings that wait or run end here; whoever runs one finds it ended when it comes to merge. */
    void breakOff(TenantTx tx, long connection, String problem) {
        tx.sql("""
               update snapshot set state = 'failed', problem = :problem, ended_at = :now
               where tenant_id = :tenant and connection_id = :connection and state in ('requested', 'running')""")
                .param("connection", connection).param("problem", problem).update();
    }

    /** Per connection and kind: when it was last read completely, and what was wrong with the newest reading. */
    List<DataAge.Reading> readings(TenantTx tx) {
        return tx.sql("""
                      select c.name, read.kind, n.state, read.at as complete_at,
                        coalesce(k.complete, false) and c.disconnected_at is null as newest_complete,
                        case when c.disconnected_at is null then coalesce(k.problem, n.problem)
                          else 'not known any longer, disconnected at '
                            || to_char(c.disconnected_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                            || coalesce(' UTC, last seen at ' || to_char((
                              select max(s.started_at) from snapshot s join snapshot_kind k
                                on k.tenant_id = s.tenant_id and k.snapshot_id = s.snapshot_id
                              where s.tenant_id = :tenant and s.connection_id = c.connection_id
                                and k.kind = read.kind and k.complete) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                              || ' UTC', ' UTC, never read completely') end as problem
                      from connection c
                      join read_whole read on read.tenant_id = c.tenant_id and read.connection_id = c.connection_id
                      left join lateral (
                        select s.snapshot_id, s.state, s.problem from snapshot s
                        where s.tenant_id = c.tenant_id and s.connection_id = c.connection_id
                          and (s.state in ('complete', 'partial', 'failed') or s.problem is not null)
                        order by s.requested_at desc, s.snapshot_id desc limit 1) n on true
                      left join snapshot_kind k on k.tenant_id = :tenant and k.snapshot_id = n.snapshot_id
                        and k.kind = read.kind
                      where c.tenant_id = :tenant order by c.name, read.kind""")
                .query((row, number) -> new DataAge.Reading(row.getString("name"), row.getString("kind"),
                        Rows.timeOrNull(row, "complete_at"), row.getBoolean("newest_complete"),
                        row.getString("problem")))
                .list();
    }
}
