package org.bailiwick.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.change.ChangeOrder.Subject;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** All SQL of changes. A change is written by whoever holds its newest fence, and only from the state that was read. */
@Component
final class ChangeStore {
    private static final String CHANGE = """
                                         select c.change_id, c.public_id, c.connection_id, c.plan, c.plan_hash, c.requested_for, c.requested_by,
                                           c.authority_id, c.execution, c.executed_by, c.execution_authority_id, c.ticket, c.state, c.state_at,
                                           c.applied, c.detail, c.found_paths::text as found_paths, c.owner, c.due_at, c.read_at, c.fence,
                                           c.ordered_at, c.correlation, exists (
                                             select from change_event v
                                             where v.tenant_id = c.tenant_id and v.change_id = c.change_id
                                               and coalesce(v.applied <> 'no', v.state in ('accepted', 'unknown'))) as maybe_taken,
                                           a.account_id, a.public_id as account_public_id, a.username,
                                           e.entitlement_id, e.public_id as entitlement_public_id, e.kind, e.name
                                         from change_order c
                                         join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                                         left join entitlement e on e.tenant_id = c.tenant_id and e.entitlement_id = c.entitlement_id
                                         """;

    /** @return the new row's id */
    long insert(TenantTx tx, Changes.NewChange change, UUID publicId, Plan plan) {
        var bytes = plan.bytes();
        return tx.sql("""
                      insert into change_order (tenant_id, public_id, connection_id, action, account_id, entitlement_id,
                        plan, plan_hash, requested_for, requested_by, authority_id, execution, ticket, state, state_at,
                        owner, due_at, ordered_at, correlation)
                      values (:tenant, :id, :connection, :action, :account, :entitlement, :plan, :hash, :for, :by,
                        :authority, :execution, :ticket, :state, :now, :by, :due, :now, :correlation)
                      returning change_id""").param("id", publicId).param("connection", change.account().connection())
                .param("action", plan.action()).param("account", change.account().id())
                .param("entitlement", change.entitlement().orElse(null)).param("plan", bytes)
                .param("hash", Plan.hash(bytes))
                .param("for", change.requestedFor()).param("by", change.decider().value())
                .param("authority", change.permit().authorityId())
                .param("execution", change.automatic() ? "automatic" : "operator")
                .param("ticket", change.ticket().orElse(null))
                .param("state", ChangeState.AUTHORISED.text()).param("due", change.automatic() ? at(tx.now()) : null)
                .param("correlation", change.correlation()).query(Long.class).single();
    }

    /** The public id of a connection, by which a plan names the system. */
    UUID connection(TenantTx tx, long id) {
        return tx.sql("select public_id from connection where tenant_id = :tenant and connection_id = :id")
                .param("id", id).query(UUID.class).single();
    }

    Map<Long, String> disconnected(TenantTx tx, Collection<Long> connections) {
        return tx
                .sql("""
                     select connection_id, name from connection
                     where tenant_id = :tenant and connection_id = any(:connections) and disconnected_at is not null""")
                .param("connections", connections.toArray(Long[]::new))
                .query((row, number) -> Map.entry(row.getLong("connection_id"), row.getString("name"))).list().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The rows are locked first and judged then: whoever waited for a disconnection must see it. */
    Map<Long, String> holdConnected(TenantTx tx, Collection<Long> connections) {
        return tx
                .sql("""
                     select connection_id, name, disconnected_at is not null as disconnected from connection
                     where tenant_id = :tenant and connection_id = any(:connections)
                     order by connection_id for key share""")
                .param("connections", connections.toArray(Long[]::new))
                .query((row, number) -> row.getBoolean("disconnected")
                        ? Optional.of(Map.entry(row.getLong("connection_id"), row.getString("name")))
                        : Optional.<Map.Entry<Long, String>>empty())
                .list().stream().flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<ChangeOrder> find(TenantTx tx, UUID publicId) {
        return tx.sql(CHANGE + "where c.tenant_id = :tenant and c.public_id = :id").param("id", publicId)
                .query((row, number) -> change(tx, row)).optional();
    }

    Optional<ChangeOrder> find(TenantTx tx, long id) {
        return tx.sql(CHANGE + "where c.tenant_id = :tenant and c.change_id = :id").param("id", id)
                .query((row, number) -> change(tx, row)).optional();
    }

    Optional<ChangeOrder> open(TenantTx tx, long account, long entitlement) {
        return tx.sql(CHANGE + """
                               where c.tenant_id = :tenant and c.account_id = :account
                                 and c.entitlement_id = :entitlement
                                 and c.state not in ('verified', 'refused', 'undone')""")
                .param("account", account).param("entitlement", entitlement)
                .query((row, number) -> change(tx, row)).optional();
    }

    List<ChangeOrder> openRemovals(TenantTx tx, Collection<Long> accounts) {
        return tx.sql(CHANGE + """
                               where c.tenant_id = :tenant and c.account_id = any(:accounts)
                                 and c.entitlement_id is not null
                                 and c.state not in ('verified', 'refused', 'undone')""")
                .param("accounts", accounts.toArray(Long[]::new)).query((row, number) -> change(tx, row)).list();
    }

    Optional<ChangeOrder> open(TenantTx tx, long account, AccountState wanted) {
        return tx.sql(CHANGE + """
                               where c.tenant_id = :tenant and c.account_id = :account and c.entitlement_id is null
                                 and c.action = :action and c.state not in ('verified', 'refused', 'undone')""")
                .param("account", account).param("action", wanted.action())
                .query((row, number) -> change(tx, row)).optional();
    }

    /**
     * Which of these accounts were ordered to be disabled, carried out or not, and were neither ordered to be enabled later
     * nor seen enabled and not locked for good, by a complete reading that began after the disabling was read back.
     */
    Set<Long> toBeDisabled(Function<String, StatementSpec> sql, Set<TenantId> tenants, Collection<Long> accounts) {
        return Set.copyOf(
                sql.apply("""
                          select distinct o.account_id
                          from change_order o
                          where o.tenant_id = any(:tenants) and o.account_id = any(:accounts)
                            and o.action = 'disable account' and o.state not in ('refused', 'undone')
                            and not exists (
                              select from change_order later
                              where later.tenant_id = o.tenant_id and later.account_id = o.account_id
                                and later.action = 'enable account' and later.state not in ('refused', 'undone')
                                and (later.ordered_at, later.change_id) > (o.ordered_at, o.change_id))
                            and not (o.state = 'verified' and exists (
                              select from (
                                -- From one reading that found it changed to the next, it was as it was before that.
                                select lag(r.started_at) over (order by r.started_at) as since,
                                  r.started_at as until, h.what <> 'returned'
                                    and (h.before ->> 'enabled')::boolean
                                    and (h.before ->> 'lockPermanent')::boolean is not true as enabled
                                from register_history h
                                join snapshot r on r.tenant_id = h.tenant_id and r.snapshot_id = h.snapshot_id
                                where h.tenant_id = o.tenant_id and h.kind = 'account'
                                  and h.row_id = o.account_id
                                union all
                                select (select max(r.started_at) from register_history h
                                    join snapshot r on r.tenant_id = h.tenant_id
                                      and r.snapshot_id = h.snapshot_id
                                    where h.tenant_id = a.tenant_id and h.kind = 'account'
                                      and h.row_id = a.account_id), null,
                                  a.gone_at is null and a.enabled and a.lock_permanent is not true
                                from account a
                                where a.tenant_id = o.tenant_id and a.account_id = o.account_id) shown
                              join snapshot s on s.tenant_id = o.tenant_id
                                and s.connection_id = o.connection_id and s.state in ('complete', 'partial')
                                and s.started_at > o.read_at
                                and s.started_at >= coalesce(shown.since, '-infinity')
                                and s.started_at < coalesce(shown.until, 'infinity')
                              join snapshot_kind k on k.tenant_id = s.tenant_id
                                and k.snapshot_id = s.snapshot_id and k.kind = 'accounts' and k.complete
                              where shown.enabled))""")
                        .param("tenants", tenants.stream().map(TenantId::value).toArray(Integer[]::new))
                        .param("accounts", accounts.toArray(Long[]::new)).query(Long.class).list());
    }

    /** Newest first; with {@code after} only those ordered before it. */
    List<ChangeOrder> list(TenantTx tx, @Nullable ChangeState state, @Nullable UUID after, int limit) {
        return tx.sql(CHANGE + """
                               where c.tenant_id = :tenant and (:state::text is null or c.state = :state)
                                 and (:after::uuid is null or (c.ordered_at, c.change_id) <
                                   (select p.ordered_at, p.change_id from change_order p
                                    where p.tenant_id = :tenant and p.public_id = :after))
                               order by c.ordered_at desc, c.change_id desc limit :limit""")
                .param("state", state == null ? null : state.text()).param("after", after).param("limit", limit)
                .query((row, number) -> change(tx, row)).list();
    }

    /** Takes the change for this fence; empty where a newer fence holds it already. */
    Optional<ChangeOrder> take(TenantTx tx, long id, long fence) {
        int taken = tx.sql("""
                           update change_order set fence = :fence
                           where tenant_id = :tenant and change_id = :id and fence <= :fence""").param("id", id)
                .param("fence", fence).update();
        return taken == 1 ? find(tx, id) : Optional.empty();
    }

    /** As {@link #take}, from whoever holds it: what a job reads meanwhile is out of date then. */
    ChangeOrder takeOver(TenantTx tx, long id) {
        tx.sql("""
               update change_order set fence = nextval('row_id') where tenant_id = :tenant and change_id = :id""")
                .param("id", id).update();
        return find(tx, id).orElseThrow();
    }

    /** Of one connection; nobody takes a step with them until the transaction ends. */
    List<ChangeOrder> notEnded(TenantTx tx, long connection) {
        return tx.sql(CHANGE + """
                               where c.tenant_id = :tenant and c.connection_id = :connection
                                 and c.state not in ('verified', 'refused', 'undone') order by c.change_id
                               for update of c""")
                .param("connection", connection).query((row, number) -> change(tx, row)).list();
    }

    /** As {@link #take}, for an operator's order to execute: whatever a job reads meanwhile is out of date then. */
    Optional<ChangeOrder> takeToExecute(TenantTx tx, UUID publicId) {
        int taken = tx.sql("""
                           update change_order set fence = nextval('row_id')
                           where tenant_id = :tenant and public_id = :id
                             and (state = 'still effective' or (state = 'authorised' and due_at is null))""")
                .param("id", publicId).update();
        return taken == 1 ? find(tx, publicId) : Optional.empty();
    }

    /** Only where the row is still as {@code order} says. */
    ChangeOrder advance(TenantTx tx, ChangeOrder order, ChangeStep step) {
        int written = tx
                .sql("""
                     update change_order set state = :state, state_at = :now, applied = :applied, detail = :detail,
                       found_paths = :paths::jsonb, due_at = :due, read_at = :read, executed_by = :by,
                       execution_authority_id = :authority
                     where tenant_id = :tenant and change_id = :id and fence = :fence and state = :from""")
                .param("state", step.to().text()).param("applied", step.applied().text())
                .param("detail", step.detail().orElse(null))
                .param("paths", step.foundPaths().isEmpty() ? null : FoundPaths.text(step.foundPaths()))
                .param("due", step.dueAt().map(ChangeStore::at).orElse(null))
                .param("read", step.readAt().map(ChangeStore::at).orElse(null))
                .param("by", step.executedBy().map(PersonId::value).orElse(null))
                .param("authority", step.execution().orElse(null)).param("id", order.id())
                .param("fence", order.fence()).param("from", order.state().text()).update();
        if (written == 0) {
            throw new FencedOffException(order);
        }
        return find(tx, order.id()).orElseThrow();
    }

    /** Read again without news: nothing changes but the time of the last read. */
    ChangeOrder readAgain(TenantTx tx, ChangeOrder order) {
        int written = tx.sql("""
                             update change_order set read_at = :now
                             where tenant_id = :tenant and change_id = :id and fence = :fence and state = :from""")
                .param("id", order.id()).param("fence", order.fence()).param("from", order.state().text()).update();
        if (written == 0) {
            throw new FencedOffException(order);
        }
        return find(tx, order.id()).orElseThrow();
    }

    void insertEvent(TenantTx tx, ChangeOrder order, UUID evidence) {
        tx.sql("""
               insert into change_event (tenant_id, change_id, number, at, state, detail, event_id, applied)
               select :tenant, :change, coalesce(max(number), 0) + 1, :now, :state, :detail, :event, :applied
               from change_event where tenant_id = :tenant and change_id = :change""").param("change", order.id())
                .param("state", order.state().text()).param("detail", order.detail().orElse(null))
                .param("event", evidence).param("applied", order.applied().text()).update();
    }

    List<ChangeEvent> events(TenantTx tx, long change) {
        return tx.sql("""
                      select number, at, state, detail, event_id from change_event
                      where tenant_id = :tenant and change_id = :change order by number""").param("change", change)
                .query((row, number) -> new ChangeEvent(row.getInt("number"), instant(row, "at").orElseThrow(),
                        ChangeState.of(row.getString("state")), Optional.ofNullable(row.getString("detail")),
                        row.getObject("event_id", UUID.class)))
                .list();
    }

    /** How often it was not known whether the system took it. */
    int lostAnswers(TenantTx tx, long change) {
        return tx.sql("""
                      select count(*) from change_event
                      where tenant_id = :tenant and change_id = :change and state = 'unknown'""")
                .param("change", change).query(Integer.class).single();
    }

    private static ChangeOrder change(TenantTx tx, ResultSet row) throws SQLException {
        return new ChangeOrder(tx.tenant(), row.getLong("change_id"), row.getObject("public_id", UUID.class),
                row.getLong("connection_id"),
                new Subject(row.getLong("account_id"), row.getObject("account_public_id", UUID.class), "account",
                        row.getString("username")),
                entitlement(row),
                row.getBytes("plan"), row.getBytes("plan_hash"), row.getString("requested_for"),
                new PersonId(row.getLong("requested_by")), row.getLong("authority_id"),
                row.getString("execution").equals("automatic"),
                Optional.ofNullable(row.getObject("executed_by", Long.class)).map(PersonId::new),
                Optional.ofNullable(row.getObject("execution_authority_id", Long.class)),
                Optional.ofNullable(row.getString("ticket")), ChangeState.of(row.getString("state")),
                instant(row, "state_at").orElseThrow(), Applied.of(row.getString("applied")),
                row.getBoolean("maybe_taken"),
                Optional.ofNullable(row.getString("detail")), FoundPaths.parse(row.getString("found_paths")),
                new PersonId(row.getLong("owner")), instant(row, "due_at"), instant(row, "read_at"),
                row.getLong("fence"), instant(row, "ordered_at").orElseThrow(),
                row.getObject("correlation", UUID.class));
    }

    private static Optional<Subject> entitlement(ResultSet row) throws SQLException {
        var id = row.getObject("entitlement_id", Long.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Subject(id, row.getObject("entitlement_public_id", UUID.class),
                        row.getString("kind"), row.getString("name")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
