package org.bailiwick.pattern;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of who answers for patterns, in the MSP's own tenant. */
@Component
final class PatternOwnerStore {
    /**
     * @param name as the record calls it
     * @param owner null is nobody
     * @param ownerName as the MSP knows them
     * @param present whether two tenants of the estate have it
     */
    record Kept(UUID pattern, PatternKind kind, String name, @Nullable UUID subject, @Nullable PersonId owner,
            String ownerName, @Nullable String plan, @Nullable LocalDate dueOn, boolean present, int timesReturned) {
        /** What the record calls it, also where the row is of a version that called a person by name. */
        String recorded() {
            return kind == PatternKind.IDENTITY ? PatternSum.recorded(subject) : name;
        }
    }

    /** Who answers from now on, what they are to do, and until when. */
    record Named(@Nullable PersonId owner, @Nullable String plan, @Nullable LocalDate dueOn) {}

    /**
     * @param what one of the words of the constraint {@code pattern_event_what_is_known}
     * @param by inside ids of the person who acted and of their authority; null where nobody did
     */
    record NewEvent(String what, String detail, Named named, @Nullable By by, UUID evidence) {}

    record By(long person, long authority) {}

    private static final String KEPT = """
                                       select p.pattern, p.kind, p.name, p.subject, p.person_id, p.plan, p.due_on,
                                         p.state = 'present' as present, p.times_returned,
                                         coalesce(owner.name, 'somebody not named here') as owner_name
                                       from pattern p
                                       left join tenant_person owner on owner.tenant_id = p.tenant_id
                                         and owner.person_id = p.person_id
                                       where p.tenant_id = :tenant
                                       """;

    List<Kept> kept(TenantTx tx) {
        return tx.sql(KEPT).query((row, number) -> kept(row)).list();
    }

    Optional<Kept> find(TenantTx tx, UUID pattern) {
        return tx.sql(KEPT + "and p.pattern = :pattern").param("pattern", pattern)
                .query((row, number) -> kept(row)).optional();
    }

    /** Nobody changes it before the transaction ends. */
    Optional<Kept> lock(TenantTx tx, UUID pattern) {
        return tx.sql(KEPT + "and p.pattern = :pattern for update of p").param("pattern", pattern)
                .query((row, number) -> kept(row)).optional();
    }

    /** @return false where somebody else answered for it meanwhile */
    boolean add(TenantTx tx, PatternSum sum) {
        return tx.sql("""
                      insert into pattern (tenant_id, pattern, kind, name, subject, state, state_at)
                      values (:tenant, :pattern, :kind, :name, :subject, 'present', :now)
                      on conflict do nothing""").param("pattern", sum.pattern()).param("kind", sum.kind().text())
                .param("name", sum.recorded()).param("subject", sum.subject()).update() == 1;
    }

    void put(TenantTx tx, UUID pattern, Named named) {
        tx.sql("""
               update pattern set person_id = :person, plan = :plan, due_on = :due
               where tenant_id = :tenant and pattern = :pattern""").param("pattern", pattern)
                .param("person", value(named.owner())).param("plan", named.plan()).param("due", named.dueOn())
                .update();
    }

    /** In a worker's transaction only. */
    void nameless(TenantTx tx, UUID pattern, @Nullable UUID subject) {
        tx.sql("update pattern set name = :name, subject = :subject where tenant_id = :tenant and pattern = :pattern")
                .param("name", PatternSum.recorded(subject)).param("subject", subject).param("pattern", pattern)
                .update();
    }

    void ended(TenantTx tx, UUID pattern) {
        tx.sql("update pattern set state = 'ended', state_at = :now where tenant_id = :tenant and pattern = :pattern")
                .param("pattern", pattern).update();
    }

    void returned(TenantTx tx, UUID pattern) {
        tx.sql("""
               update pattern set state = 'present', state_at = :now, times_returned = times_returned + 1
               where tenant_id = :tenant and pattern = :pattern""").param("pattern", pattern).update();
    }

    void event(TenantTx tx, UUID pattern, NewEvent event) {
        boolean names = event.what().equals("owner named");
        tx.sql("""
               insert into pattern_event (tenant_id, pattern, number, at, what, detail, plan, due_on, person_id,
                 owner_person_id, authority_id, event_id)
               values (:tenant, :pattern, (select coalesce(max(number), 0) + 1 from pattern_event
                   where tenant_id = :tenant and pattern = :pattern),
                 :now, :what, :detail, :plan, :due, :person, :owner, :authority, :event)""").param("pattern", pattern)
                .param("what", event.what()).param("detail", event.detail()).param("plan", event.named().plan())
                .param("due", event.named().dueOn()).param("person", event.by() == null ? null : event.by().person())
                .param("owner", names ? value(event.named().owner()) : null)
                .param("authority", event.by() == null ? null : event.by().authority())
                .param("event", event.evidence()).update();
    }

    /** Oldest first. */
    List<PatternEvent> events(TenantTx tx, UUID pattern) {
        return tx.sql("""
                      select v.at, v.what, v.detail, v.plan, v.due_on, v.event_id,
                        case when v.person_id is not null then coalesce(p.name, 'name erased') end as person,
                        case when v.owner_person_id is not null then coalesce(o.name, 'name erased') end as owner
                      from pattern_event v
                      left join tenant_person p on p.tenant_id = v.tenant_id and p.person_id = v.person_id
                      left join tenant_person o on o.tenant_id = v.tenant_id and o.person_id = v.owner_person_id
                      where v.tenant_id = :tenant and v.pattern = :pattern order by v.number""")
                .param("pattern", pattern)
                .query((row, number) -> new PatternEvent(time(row, "at"), row.getString("what"),
                        row.getString("detail"), row.getString("plan"), row.getObject("due_on", LocalDate.class),
                        row.getString("person"), row.getString("owner"), row.getObject("event_id", UUID.class)))
                .list();
    }

    /** Those that were made the person's. */
    Set<UUID> of(TenantTx tx, PersonId person) {
        return Set.copyOf(tx.sql("""
                                 select pattern from pattern
                                 where tenant_id = :tenant and person_id = :person""")
                .param("person", person.value()).query(UUID.class).list());
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getObject("pattern", UUID.class), PatternKind.of(row.getString("kind")),
                row.getString("name"), row.getObject("subject", UUID.class),
                row.getObject("person_id") == null ? null : new PersonId(row.getLong("person_id")),
                row.getString("owner_name"), row.getString("plan"), row.getObject("due_on", LocalDate.class),
                row.getBoolean("present"), row.getInt("times_returned"));
    }

    private static @Nullable Long value(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
