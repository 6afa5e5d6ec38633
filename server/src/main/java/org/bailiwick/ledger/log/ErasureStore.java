package org.bailiwick.ledger.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Which values of a record are to be erased, and the erasing itself; entries, hashes and commitments are never touched. */
@Component
final class ErasureStore {
    private static final String ERASURE = """
                                          select e.erasure_id, e.public_id, e.subject_kind, e.subject_id,
                                            e.read_until, e.value_count, e.entry_count, e.hash, e.reason, e.ticket,
                                            e.requested_by, e.of_tenant, %s as name, e.requested_at, e.correlation, e.state,
                                            e.state_at, e.erased
                                          from ev_erasure e
                                          """;
    private static final String NAMED = ERASURE.formatted("p.name")
            + """
              left join tenant_person p on p.tenant_id = e.tenant_id and p.person_id = e.requested_by
              where e.tenant_id = :tenant
              """;

    /** In one order; one more than {@code most} where there are more. */
    List<ErasableValue> of(TenantTx tx, AboutSubject subject, OffsetDateTime until, int most) {
        return tx
                .sql("""
                     select v.event_id, v.pointer from (
                       select event_id, pointer, value from ev_disclosure where tenant_id = :tenant
                       union all
                       select event_id, pointer, convert_from(content, 'UTF8') from ev_value where tenant_id = :tenant) v
                     join ev_entry e on e.tenant_id = :tenant and e.event_id = v.event_id
                     where e.occurred_at <= :until
                       and (e.person_id = any(:persons) and v.pointer = any(:doer)
                         or e.target = any(:targets) and v.pointer = any(:about)
                         or v.pointer <> all(:doer) and v.value ~* :pattern)
                     order by v.event_id, v.pointer collate "C" limit :most""")
                .param("persons", subject.persons().toArray(Long[]::new))
                .param("targets", subject.targets().toArray(String[]::new))
                .param("doer", AboutSubject.DOER.toArray(String[]::new))
                .param("about", AboutSubject.ABOUT.toArray(String[]::new)).param("pattern", subject.pattern())
                .param("until", until).param("most", most + 1)
                .query((row, number) -> new ErasableValue(row.getObject("event_id", UUID.class),
                        row.getString("pointer")))
                .list();
    }

    long insert(TenantTx tx, Erasures.Asked asked, List<ErasableValue> values, long entries) {
        long id = tx
                .sql("""
                     insert into ev_erasure (tenant_id, public_id, subject_kind, subject_id, read_until, value_count,
                       entry_count, hash, reason, ticket, requested_by, of_tenant, requested_at,
                           correlation, state, state_at)
                     values (:tenant, :public, :kind, :subject, :until, :values, :entries, :hash, :reason, :ticket,
                       :by, :of, :now, :correlation, 'asked', :now)
                     returning erasure_id""").param("public", asked.publicId())
                .param("kind", asked.subjectKind()).param("subject", asked.subjectId())
                .param("until", OffsetDateTime.ofInstant(asked.readUntil(), ZoneOffset.UTC))
                .param("values", values.size()).param("entries", entries)
                .param("hash", HexFormat.of().parseHex(asked.hash())).param("reason", asked.reason())
                .param("ticket", asked.ticket()).param("by", asked.by().value()).param("of", asked.ofTenant())
                .param("correlation", asked.correlation()).query(Long.class).single();
        tx.sql("""
               insert into ev_erasure_value (tenant_id, event_id, pointer, erasure_id)
               select :tenant, event_id, pointer, :id from unnest(:events::uuid[], :pointers::text[]) v (event_id, pointer)""")
                .param("id", id).param("events", events(values)).param("pointers", pointers(values)).update();
        return id;
    }

    Optional<Erasure> find(TenantTx tx, UUID publicId) {
        return tx.sql(NAMED + "and e.public_id = :id").param("id", publicId)
                .query((row, number) -> erasure(row)).optional();
    }

    /** For the role that removes, which knows no names. */
    Optional<Erasure> find(TenantTx tx, long id) {
        return tx.sql(ERASURE.formatted("null::text") + "where e.tenant_id = :tenant and e.erasure_id = :id")
                .param("id", id).query((row, number) -> erasure(row)).optional();
    }

    /** Newest first. */
    List<Erasure> newest(TenantTx tx, int most) {
        return tx.sql(NAMED + "order by e.requested_at desc, e.erasure_id desc limit :most").param("most", most)
                .query((row, number) -> erasure(row)).list();
    }

    /** Those of its values that still stand beside their entries. */
    List<ErasableValue> left(TenantTx tx, long id, int most) {
        return tx.sql("""
                      select event_id, pointer from ev_erasure_value
                      where tenant_id = :tenant and erasure_id = :id and erased_in is null
                      order by event_id, pointer limit :most""").param("id", id).param("most", most)
                .query((row, number) -> new ErasableValue(row.getObject("event_id", UUID.class),
                        row.getString("pointer")))
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

    /** INVARIANT: not while a legal hold stands, whatever was approved before. */
    int erase(TenantTx tx, List<ErasableValue> values) {
        int erased = 0;
        for (var table : List.of("ev_disclosure", "ev_value")) {
            erased += tx.sql("""
                             delete from %s v using unnest(:events::uuid[], :pointers::text[]) g (event_id, pointer)
                             where v.tenant_id = :tenant and v.event_id = g.event_id and v.pointer = g.pointer
                               and not exists (select 1 from ev_hold where tenant_id = :tenant and lifted_at is null)"""
                    .formatted(table)).param("events", events(values)).param("pointers", pointers(values)).update();
        }
        return erased;
    }

    void erased(TenantTx tx, long id, List<ErasableValue> values, UUID entry, int erased) {
        tx.sql("""
               update ev_erasure_value v set erased_in = :entry
               from unnest(:events::uuid[], :pointers::text[]) g (event_id, pointer)
               where v.tenant_id = :tenant and v.event_id = g.event_id and v.pointer = g.pointer
                 and v.erasure_id = :id""").param("entry", entry).param("id", id).param("events", events(values))
                .param("pointers", pointers(values)).update();
        tx.sql("update ev_erasure set erased = erased + :erased where tenant_id = :tenant and erasure_id = :id")
                .param("erased", erased).param("id", id).update();
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

    /** All that are said to be erased by this entry. */
    List<ErasableValue> erasedIn(TenantTx tx, UUID entry) {
        return tx.sql("select event_id, pointer from ev_erasure_value where tenant_id = :tenant and erased_in = :entry")
                .param("entry", entry)
                .query((row, number) -> new ErasableValue(row.getObject("event_id", UUID.class),
                        row.getString("pointer")))
                .list();
    }

    private static UUID[] events(List<ErasableValue> values) {
        return values.stream().map(ErasableValue::event).toArray(UUID[]::new);
    }

    private static String[] pointers(List<ErasableValue> values) {
        return values.stream().map(ErasableValue::pointer).toArray(String[]::new);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(row.getLong("erasure_id"), row.getObject("public_id", UUID.class),
                row.getString("subject_kind"), row.getString("subject_id"),
                row.getObject("read_until", OffsetDateTime.class).toInstant(), row.getLong("value_count"),
                row.getLong("entry_count"), HexFormat.of().formatHex(row.getBytes("hash")), row.getString("reason"),
                row.getString("ticket"), new PersonId(row.getLong("requested_by")),
                row.getBoolean("of_tenant"),
                Optional.ofNullable(row.getString("name")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("correlation", UUID.class), Erasure.State.of(row.getString("state")),
                row.getObject("state_at", OffsetDateTime.class).toInstant(), row.getLong("erased"));
    }
}
