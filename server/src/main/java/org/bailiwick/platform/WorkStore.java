package org.bailiwick.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The SQL of claiming: skip what others hold, one item of a kind and tenant at a time, leases that run out. */
@Component
final class WorkStore {
    static final Duration LEASE = Duration.ofSeconds(20);
    /** "claim" in ASCII. */
    private static final long LOCK = 0x636c61696dL;

    record Claimed(long workId, WorkItem item) {}

    /** One node after the other: who claims sees what others hold, and two pieces of a kind never run in one tenant. */
    List<Claimed> claim(GlobalTx tx, UUID node, int most) {
        return claim(tx, node, most, Set.of());
    }

    /** @param oneAtATime kinds of which a node holds one piece at most */
    List<Claimed> claim(GlobalTx tx, UUID node, int most, Set<String> oneAtATime) {
        tx.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query((row, number) -> true).list();
        return tx
                .sql("""
                     with first as (
                       select distinct on (tenant_id, kind) work_id, kind, due from work w
                       where due <= :now and (lease_until is null or lease_until < :now)
                         and not exists (select 1 from work held where held.tenant_id = w.tenant_id and held.kind = w.kind
                             and held.lease_until >= :now)
                       order by tenant_id, kind, due, work_id),
                     turn as (
                       select work_id from (
                         select work_id, kind, row_number() over (partition by kind order by due, work_id) as place
                         from first) f
                       where kind <> all(:single) or place = 1 and not exists (select 1 from work held
                         where held.kind = f.kind and held.lease_owner = :node and held.lease_until >= :now)),
                     free as (
                       select work_id from work
                       where work_id in (select work_id from turn)
                         and due <= :now and (lease_until is null or lease_until < :now)
                       order by due limit :most for update skip locked)
                     update work set lease_owner = :node, lease_until = :until, fence = nextval('row_id'), attempts = attempts + 1
                     from free where work.work_id = free.work_id
                     returning work.work_id, kind, tenant_id, subject, attempts, fence""")
                .param("node", node)
                .param("single", oneAtATime.toArray(String[]::new))
                .param("most", most).param("until", at(tx.now().plus(LEASE)))
                .query((row, number) -> new Claimed(row.getLong("work_id"),
                        new WorkItem(new TenantId(row.getInt("tenant_id")), row.getString("kind"),
                                row.getLong("subject"), row.getInt("attempts"), row.getLong("fence"))))
                .list();
    }

    /** @param held what the node carries out; a lease of it that it knows nothing of runs out */
    void extend(GlobalTx tx, UUID node, Set<Long> held) {
        tx.sql("update work set lease_until = :until where lease_owner = :node and work_id = any(:held)")
                .param("node", node).param("held", held.toArray(Long[]::new))
                .param("until", at(tx.now().plus(LEASE))).update();
    }

    void finish(GlobalTx tx, Claimed claimed) {
        tx.sql("delete from work where work_id = :work and fence = :fence").param("work", claimed.workId())
                .param("fence", claimed.item().fence()).update();
    }

    /** Gives the work back to whoever claims it next, when it is due. */
    void postpone(GlobalTx tx, Claimed claimed, Instant due) {
        tx.sql("""
               update work set due = :due, lease_owner = null, lease_until = null
               where work_id = :work and fence = :fence""").param("work", claimed.workId())
                .param("fence", claimed.item().fence()).param("due", at(due)).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
