package org.bailiwick.ledger.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which values of a record are to be erased, and the erasing itself; entries, hashes and commitments are never touched. */
@Component
final class ErasureStore {
    /** An erasure has one of each; whoever writes more of them is not listened to for long. */
    private static final int MOST_TOLD = 50;
    private static final String ERASURE = """
                                          select e.erasure_id, e.public_id, e.subject_kind, e.subject_id,
                                            e.read_until, e.value_count, e.entry_count, e.values_sha256, e.hash, e.reason, e.ticket,
                                            e.requested_by, e.of_tenant, %s as name, e.requested_at, e.correlation, e.state,
                                            e.state_at, e.erased, e.problem
                                          from ev_erasure e
                                          """;
    private static final String NAMED = ERASURE.formatted("p.name")
            + """
              left join tenant_person p on p.tenant_id = e.tenant_id and p.person_id = e.requested_by
              where e.tenant_id = :tenant
              """;

    /** In one order; one more than {@code most} where there are more. Each part is found by an index. */
    List<ErasableValue> of(TenantTx tx, AboutSubject subject, OffsetDateTime until, int most) {
        var chosen = subject.entry();
        return tx.sql("""
                      with about as (
                        select event_id, :doer::text[] as pointers from ev_entry
                        where tenant_id = :tenant and person_id = any(:persons) and occurred_at <= :until
                        union all
                        select event_id, :about::text[] from ev_entry
                        where tenant_id = :tenant and target collate "C" = any(:targets) and occurred_at <= :until
                        union all
                        select event_id, :pointer::text[] from ev_entry
                        where tenant_id = :tenant and event_id = :event and occurred_at <= :until)
                      select event_id, pointer from (
                        select v.event_id, v.pointer from about a
                        cross join lateral (
                          select event_id, pointer from ev_disclosure d
                          where d.tenant_id = :tenant and d.event_id = a.event_id
                            and (a.pointers is null or d.pointer = any(a.pointers))
                          union all
                          select event_id, pointer from ev_value d
                          where d.tenant_id = :tenant and d.event_id = a.event_id
                            and (a.pointers is null or d.pointer = any(a.pointers))) v
                        limit :most) found
                      order by event_id, pointer collate "C"
                      """).param("persons", subject.persons().toArray(Long[]::new))
                .param("targets", subject.targets().toArray(String[]::new))
                .param("doer", AboutSubject.DOER.toArray(String[]::new))
                .param("about", AboutSubject.ABOUT.toArray(String[]::new))
                .param("event", chosen.map(AboutSubject.Chosen::event).orElse(null))
                .param("pointer",
                        chosen.flatMap(AboutSubject.Chosen::pointer).map(one -> new String[]{one}).orElse(null))
                .param("until", until).param("most", most + 1).query((row, number) -> value(row)).list();
    }

    void insert(TenantTx tx, Erasures.Asked asked, List<ErasableValue> values) {
        var shown = asked.shown();
        long id = tx
                .sql("""
                     insert into ev_erasure (tenant_id, public_id, subject_kind, subject_id, read_until, value_count,
                       entry_count, values_sha256, hash, reason, ticket, requested_by, of_tenant, requested_at,
                       correlation, state, state_at)
                     values (:tenant, :public, :kind, :subject, :until, :values, :entries, :sha256, :hash, :reason,
                       :ticket, :by, :of, :now, :correlation, 'asked', :now)
                     returning erasure_id""").param("public", asked.publicId())
                .param("kind", shown.subjectKind()).param("subject", shown.subjectId())
                .param("until", OffsetDateTime.ofInstant(shown.readUntil(), ZoneOffset.UTC))
                .param("values", shown.values()).param("entries", shown.entries())
                .param("sha256", HexFormat.of().parseHex(shown.valuesSha256()))
                .param("hash", HexFormat.of().parseHex(shown.hash(asked.reason(), asked.ticket())))
                .param("reason", asked.reason())
                .param("ticket", asked.ticket()).param("by", asked.by().value()).param("of", asked.ofTenant())
                .param("correlation", asked.correlation()).query(Long.class).single();
        tx.sql("""
               insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id)
               select :tenant, event_id, pointer, :id from unnest(:events::uuid[], :pointers::text[]) v (event_id, pointer)""")
                .param("id", id).param("events", events(values)).param("pointers", pointers(values)).update();
    }

    Optional<Erasure> find(TenantTx tx, UUID publicId) {
        return tx.sql(NAMED + "and e.public_id = :id").param("id", publicId)
                .query((row, number) -> erasure(row)).optional();
    }

    /** As it stands until this transaction ends; for the role that removes, which knows no names. */
    Optional<Erasure> lock(TenantTx tx, long id) {
        return tx.sql(ERASURE.formatted("null::text")
                + "where e.tenant_id = :tenant and e.erasure_id = :id for update of e").param("id", id)
                .query((row, number) -> erasure(row)).optional();
    }

    /** Newest first. */
    List<Erasure> newest(TenantTx tx, @Nullable UUID after, int most) {
        return tx.sql(NAMED + """
                              and (:after::uuid is null or (e.requested_at, e.erasure_id) <
                                (select q.requested_at, q.erasure_id from ev_erasure q
                                 where q.tenant_id = :tenant and q.public_id = :after))
                              order by e.requested_at desc, e.erasure_id desc limit :most""").param("after", after)
                .param("most", most).query((row, number) -> erasure(row)).list();
    }

    /** By which pointers and in which kinds of entries its values stand, and how many. */
    Erasures.Counts counts(TenantTx tx, long id) {
        return new Erasures.Counts(counts(tx, id, "v.pointer"), counts(tx, id, "coalesce(e.action, '%s')"
                .formatted(Erasures.REMOVED)));
    }

    private static SortedMap<String, Long> counts(TenantTx tx, long id, String by) {
        var counts = new TreeMap<String, Long>();
        tx.sql("""
               select %s as what, count(*) as many from ev_erasure_value v
               left join ev_entry e on e.tenant_id = v.tenant_id and e.event_id = v.event_id
               where v.tenant_id = :tenant and v.erasure_id = :id group by 1""".formatted(by)).param("id", id)
                .query(row -> {
                    counts.put(row.getString("what"), row.getLong("many"));
                });
        return counts;
    }

    List<Erasures.Frozen> frozen(TenantTx tx, long id, Optional<ErasableValue> after, int most) {
        return tx
                .sql("""
                     select v.event_id, v.pointer, v.erased_in, e.action, e.occurred_at from ev_erasure_value v
                     left join ev_entry e on e.tenant_id = v.tenant_id and e.event_id = v.event_id
                     where v.tenant_id = :tenant and v.erasure_id = :id and (v.event_id, v.pointer) > (:event, :pointer)
                     order by v.event_id, v.pointer limit :most""").param("id", id)
                .param("event", after.map(ErasableValue::event).orElse(new UUID(0, 0)))
                .param("pointer", after.map(ErasableValue::pointer).orElse("")).param("most", most)
                .query((row, number) -> new Erasures.Frozen(value(row),
                        Optional.ofNullable(row.getString("action")).orElse(Erasures.REMOVED),
                        Optional.ofNullable(row.getObject("occurred_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getObject("erased_in", UUID.class))))
                .list();
    }

    /** Positions of the entries whose values it is about; those that have none yet are not among them. */
    List<Long> positions(TenantTx tx, List<ErasableValue> values) {
        return tx.sql("""
                      select leaf_index from ev_leaf where tenant_id = :tenant and event_id = any(:events::uuid[])
                      order by leaf_index""").param("events", events(values)).query(Long.class).list();
    }

    void state(TenantTx tx, long id, Erasure.State state) {
        tx.sql("""
               update ev_erasure set state = :state, state_at = :now
               where tenant_id = :tenant and erasure_id = :id and state <> :state""").param("id", id)
                .param("state", state.text()).update();
    }

    void failed(TenantTx tx, long id, String problem) {
        tx.sql("""
               update ev_erasure set state = 'failed', problem = :problem, state_at = :now
               where tenant_id = :tenant and erasure_id = :id""").param("id", id).param("problem", problem).update();
    }

    /** Over all its rows as they stand now, as {@link ErasableValue#sha256}; null where there is none. */
    @Nullable
    String sha256(TenantTx tx, long id) {
        return sha256(tx, "erasure_id = :id", id);
    }

    private static @Nullable String sha256(TenantTx tx, String which, Object id) {
        return tx.sql("""
                      select encode(sha256(convert_to(string_agg(event_id || ' ' || pointer || chr(10), ''
                        order by event_id, pointer collate "C"), 'UTF8')), 'hex')
                      from ev_erasure_value where tenant_id = :tenant and %s""".formatted(which)).param("id", id)
                .query(String.class).optional().orElse(null);
    }

    /** Whether another person than who asked said yes to exactly this, and the yes was taken. */
    boolean approved(TenantTx tx, Erasure erasure) {
        return tx.sql("""
                      select exists (select 1 from approval where tenant_id = :tenant and subject_kind = 'erasure'
                        and subject_id = :id and subject_hash = :hash and state = 'used' and requested_by = :by
                        and decided_by <> :by)""").param("id", erasure.publicId())
                .param("hash", HexFormat.of().parseHex(erasure.hash())).param("by", erasure.requestedBy().value())
                .query(Boolean.class).single();
    }

    /** What the log tells of asking and approving under this correlation. */
    List<ErasureStory.Told> told(TenantTx tx, Erasure erasure) {
        return toldUnder(tx, erasure.correlation());
    }

    private static List<ErasureStory.Told> toldUnder(TenantTx tx, UUID correlation) {
        return tx.sql("""
                      select l.leaf_index, e.body from ev_entry e
                      join ev_leaf l on l.tenant_id = e.tenant_id and l.event_id = e.event_id
                      where e.tenant_id = :tenant and e.correlation = :correlation and e.action = any(:actions)
                      order by l.leaf_index limit :most""").param("correlation", correlation)
                .param("actions", new String[]{Activity.ERASURE_REQUESTED.text(), Activity.APPROVED.text()})
                .param("most", MOST_TOLD)
                .query((row, number) -> new ErasureStory.Told(row.getLong("leaf_index"), row.getBytes("body"))).list();
    }

    /** INVARIANT: not while a legal hold stands, whatever was approved before. */
    int erase(TenantTx tx, long id) {
        int erased = 0;
        for (var table : List.of("ev_disclosure", "ev_value")) {
            erased += tx.sql("""
                             delete from %s v using ev_erasure_value g
                             where g.tenant_id = :tenant and g.erasure_id = :id
                               and v.tenant_id = :tenant and v.event_id = g.event_id and v.pointer = g.pointer
                               and not %s"""
                    .formatted(table, HoldStore.HELD)).param("id", id).update();
        }
        return erased;
    }

    void erased(TenantTx tx, long id, UUID entry, int erased) {
        tx.sql("update ev_erasure_value set erased_in = :entry where tenant_id = :tenant and erasure_id = :id")
                .param("entry", entry).param("id", id).update();
        tx.sql("""
               update ev_erasure set erased = :erased, state = 'done', state_at = :now
               where tenant_id = :tenant and erasure_id = :id""").param("erased", erased).param("id", id).update();
    }

    /** Values of these positions that are said to be erased, each with the entry that is said to say so. */
    List<LogContent.Erased> erased(TenantTx tx, long from, long to) {
        return tx.sql("""
                      select l.leaf_index, v.pointer, v.erased_in from ev_erasure_value v
                      join ev_leaf l on l.tenant_id = v.tenant_id and l.event_id = v.event_id
                      where v.tenant_id = :tenant and v.erased_in is not null
                        and l.leaf_index >= :from and l.leaf_index < :to""").param("from", from).param("to", to)
                .query((row, number) -> new LogContent.Erased(row.getLong("leaf_index"), row.getString("pointer"),
                        row.getObject("erased_in", UUID.class)))
                .list();
    }

    /** Values of these entries that are said to be erased: by entry and pointer, the entries that are said to say so. */
    Map<ErasableValue, List<UUID>> erased(TenantTx tx, List<UUID> events) {
        return tx.sql("""
                      select event_id, pointer, erased_in from ev_erasure_value
                      where tenant_id = :tenant and event_id = any(:events) and erased_in is not null
                      order by erasure_id""").param("events", events.toArray(UUID[]::new))
                .query((row, number) -> Map.entry(value(row), row.getObject("erased_in", UUID.class))).list().stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** An entry that is said to tell of an erasure, with what the log tells of how it came to that. */
    Optional<LogContent.Erasure> told(TenantTx tx, UUID entry) {
        return tx.sql("""
                      select e.body, e.correlation, l.leaf_index from ev_entry e
                      left join ev_leaf l on l.tenant_id = e.tenant_id and l.event_id = e.event_id
                      where e.tenant_id = :tenant and e.event_id = :entry""").param("entry", entry)
                .query((row, number) -> new Told(row.getBytes("body"), row.getObject("leaf_index", Long.class),
                        row.getObject("correlation", UUID.class)))
                .optional().flatMap(told -> Optional.ofNullable(sha256(tx, "erased_in = :id", entry))
                        .map(sha256 -> new LogContent.Erasure(told.body(), told.index(), sha256,
                                toldUnder(tx, told.correlation()))));
    }

    private record Told(byte[] body, @Nullable Long index, UUID correlation) {}

    private static ErasableValue value(ResultSet row) throws SQLException {
        return new ErasableValue(row.getObject("event_id", UUID.class), row.getString("pointer"));
    }

    private static UUID[] events(List<ErasableValue> values) {
        return values.stream().map(ErasableValue::event).toArray(UUID[]::new);
    }

    private static String[] pointers(List<ErasableValue> values) {
        return values.stream().map(ErasableValue::pointer).toArray(String[]::new);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        var shown = new ToErase(row.getString("subject_kind"), row.getString("subject_id"),
                row.getObject("read_until", OffsetDateTime.class).toInstant(), row.getLong("value_count"),
                row.getLong("entry_count"), HexFormat.of().formatHex(row.getBytes("values_sha256")));
        return new Erasure(row.getLong("erasure_id"), row.getObject("public_id", UUID.class), shown,
                HexFormat.of().formatHex(row.getBytes("hash")), row.getString("reason"), row.getString("ticket"),
                new PersonId(row.getLong("requested_by")), row.getBoolean("of_tenant"),
                Optional.ofNullable(row.getString("name")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("correlation", UUID.class), Erasure.State.of(row.getString("state")),
                row.getObject("state_at", OffsetDateTime.class).toInstant(), row.getLong("erased"),
                Optional.ofNullable(row.getString("problem")));
    }
}
