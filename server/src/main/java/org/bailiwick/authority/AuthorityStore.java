package org.bailiwick.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of authorities: a row per tenant, a small global root, and the chain between them. */
@Component
final class AuthorityStore {
    /** A row to be written; {@code person} is null for the product's own. */
    record NewAuthority(UUID publicId, long root, @Nullable PersonId person, String capability, Side side,
            String source, @Nullable Long delegatedFrom, @Nullable PersonId delegatedBy, @Nullable Instant until,
            String reason, @Nullable String ticket) {}

    private static final String HELD = """
                                       with recursive chain as (
                                         select a.authority_id as held_id, a.authority_id, a.public_id, a.source, a.root_id,
                                             a.delegated_from, a.since, a.until, a.revoked_at, 1 as step
                                         from authority a where a.tenant_id = :tenant and %s
                                         union all
                                         select chain.held_id, p.authority_id, p.public_id, p.source, p.root_id,
                                             p.delegated_from, p.since, p.until, p.revoked_at, chain.step + 1
                                         from chain join authority p
                                             on p.tenant_id = :tenant and p.authority_id = chain.delegated_from)
                                       select a.authority_id, a.public_id, a.capability, a.side, max(chain.since) as since,
                                           least(min(chain.until), min(r.until)) as until,
                                           least(min(chain.revoked_at), min(r.revoked_at)) as revoked_at,
                                           string_agg(chain.source || ' ' || chain.public_id, ' from ' order by chain.step)
                                               as told,
                                           a.source, (array_agg(chain.public_id order by chain.step))[2] as handed_on_by
                                       from chain
                                       join authority a on a.tenant_id = :tenant and a.authority_id = chain.held_id
                                       join authority_root r on r.root_id = chain.root_id
                                       group by a.tenant_id, a.authority_id
                                       order by a.authority_id""";
    private static final String HELD_BY_PERSON = HELD.formatted("a.person_id = :person");
    private static final String HELD_AS = HELD.formatted("a.authority_id = :authority");
    private static final String HELD_BY_PRODUCT = HELD.formatted("a.person_id is null");

    List<Held> held(TenantTx tx, Principal principal) {
        return switch (principal) {
            case Principal.Person person -> held(tx, person.id());
            case Principal.Product product -> tx.sql(HELD_BY_PRODUCT).query(AuthorityStore::held).list();
        };
    }

    List<Held> held(TenantTx tx, PersonId person) {
        return tx.sql(HELD_BY_PERSON).param("person", person.value()).query(AuthorityStore::held).list();
    }

    Optional<Held> held(TenantTx tx, long authorityId) {
        return tx.sql(HELD_AS).param("authority", authorityId).query(AuthorityStore::held).optional();
    }

    /** In which tenants this person holds anything; as the sign-in role, which sees this one person's rows only. */
    List<TenantId> tenants(GlobalTx tx, PersonId person, String capability) {
        return tx.sql("""
                      select distinct a.tenant_id from authority a join authority_root r on r.root_id = a.root_id
                      where a.person_id = :person and a.capability = :capability and a.since <= :now
                        and a.revoked_at is null and (a.until is null or a.until > :now)
                        and r.revoked_at is null and (r.until is null or r.until > :now)""")
                .param("person", person.value()).param("capability", capability).query(Integer.class).list().stream()
                .map(TenantId::new).toList();
    }

    List<TenantId> tenants(GlobalTx tx, PersonId person) {
        return tx.sql("""
                      select distinct a.tenant_id from authority a join authority_root r on r.root_id = a.root_id
                      where a.person_id = :person and a.since <= :now
                        and a.revoked_at is null and (a.until is null or a.until > :now)
                        and r.revoked_at is null and (r.until is null or r.until > :now)""")
                .param("person", person.value()).query(Integer.class).list().stream().map(TenantId::new).toList();
    }

    /** @param parent the root it springs from, which takes it along when it is revoked; null at the very top */
    long addRoot(TenantTx tx, @Nullable Long parent, @Nullable Instant until) {
        return tx.sql("insert into authority_root (parent_root, until) values (:parent, :until) returning root_id")
                .param("parent", parent).param("until", at(until)).query(Long.class).single();
    }

    Optional<Row> find(TenantTx tx, UUID publicId) {
        return row(tx, "public_id = :key", publicId);
    }

    Row get(TenantTx tx, long id) {
        return row(tx, "authority_id = :key", id).orElseThrow();
    }

    /** What revoking and handing on need to know of an authority; {@code person} is null for the product's own. */
    record Row(UUID publicId, long root, Side side, @Nullable PersonId person, String capability) {}

    private static Optional<Row> row(TenantTx tx, String predicate, Object key) {
        return tx.sql(
                "select public_id, root_id, side, person_id, capability from authority where tenant_id = :tenant and "
                        + predicate)
                .param("key", key)
                .query((row, number) -> new Row(row.getObject("public_id", UUID.class), row.getLong("root_id"),
                        Side.of(row.getString("side")),
                        row.getObject("person_id") == null ? null : new PersonId(row.getLong("person_id")),
                        row.getString("capability")))
                .optional();
    }

    void add(TenantTx tx, NewAuthority row) {
        tx.sql("""
               insert into authority (tenant_id, public_id, root_id, person_id, capability, side, source, delegated_from,
                   delegated_by, since, until, reason, ticket)
               values (:tenant, :public, :root, :person, :capability, :side, :source, :from, :by, :now, :until, :reason,
                   :ticket)""")
                .param("public", row.publicId()).param("root", row.root())
                .param("person", row.person() == null ? null : row.person().value())
                .param("capability", row.capability()).param("side", row.side().text()).param("source", row.source())
                .param("from", row.delegatedFrom())
                .param("by", row.delegatedBy() == null ? null : row.delegatedBy().value())
                .param("until", at(row.until())).param("reason", row.reason()).param("ticket", row.ticket()).update();
    }

    /** Ends an authority and everything delegated from it; returns how many rows ended. */
    int revoke(TenantTx tx, UUID publicId) {
        return tx.sql("""
                      with recursive fallen as (
                        select authority_id from authority where tenant_id = :tenant and public_id = :public
                        union
                        select a.authority_id from authority a join fallen
                            on a.tenant_id = :tenant and a.delegated_from = fallen.authority_id)
                      update authority set revoked_at = :now
                      where tenant_id = :tenant and revoked_at is null
                        and authority_id in (select authority_id from fallen)""").param("public", publicId).update();
    }

    void revokeProducts(TenantTx tx) {
        tx.sql("""
               update authority set revoked_at = :now
               where tenant_id = :tenant and person_id is null and revoked_at is null""").update();
    }

    /** Ends the root in every tenant, and every root that springs from it. */
    void revokeRoot(TenantTx tx, long root) {
        tx.sql("""
               with recursive fallen as (
                 select root_id from authority_root where root_id = :root
                 union
                 select r.root_id from authority_root r join fallen on r.parent_root = fallen.root_id)
               update authority_root set revoked_at = :now
               where revoked_at is null and root_id in (select root_id from fallen)""").param("root", root).update();
    }

    /** The root on which somebody's authorities of this source stand, where it is in force. */
    Optional<Long> rootOf(TenantTx tx, PersonId person, String source) {
        return tx.sql("""
                      select r.root_id from authority a join authority_root r on r.root_id = a.root_id
                      where a.tenant_id = :tenant and a.person_id = :person and a.source = :source
                        and r.revoked_at is null and (r.until is null or r.until > :now)
                      order by a.authority_id limit 1""").param("person", person.value()).param("source", source)
                .query(Long.class).optional();
    }

    /** What somebody holds or held here, whatever became of it. */
    Set<String> everHeld(TenantTx tx, PersonId person) {
        return Set.copyOf(tx.sql("""
                                 select distinct capability from authority
                                 where tenant_id = :tenant and person_id = :person""").param("person", person.value())
                .query(String.class).list());
    }

    /** Who holds this capability in the tenant by a row that stands, with the row's root. */
    List<Holder> holders(TenantTx tx, String capability) {
        return tx.sql("""
                      select distinct a.person_id, a.root_id from authority a
                      join authority_root r on r.root_id = a.root_id
                      where a.tenant_id = :tenant and a.capability = :capability and a.person_id is not null
                        and a.revoked_at is null and (a.until is null or a.until > :now)
                        and r.revoked_at is null and (r.until is null or r.until > :now)""")
                .param("capability", capability)
                .query((row, number) -> new Holder(new PersonId(row.getLong("person_id")), row.getLong("root_id")))
                .list();
    }

    record Holder(PersonId person, long root) {}

    /** As people read it: those in force, then those that ended; each ends with the first of all that it stands on. */
    List<AuthorityView> list(TenantTx tx) {
        return tx
                .sql("""
                     with recursive chain as (
                       select a.authority_id as held_id, a.root_id, a.delegated_from, a.until, a.revoked_at
                       from authority a where a.tenant_id = :tenant
                       union all
                       select chain.held_id, p.root_id, p.delegated_from, p.until, p.revoked_at
                       from chain join authority p on p.tenant_id = :tenant and p.authority_id = chain.delegated_from),
                     ends as (
                       select chain.held_id, least(min(chain.until), min(r.until)) as until,
                         least(min(chain.revoked_at), min(r.revoked_at)) as revoked_at
                       from chain join authority_root r on r.root_id = chain.root_id group by chain.held_id)
                     select a.public_id, a.person_id, case when a.person_id is null then null else coalesce(p.name, 'somebody not named here') end as name, a.capability, a.side, a.source, a.since,
                         e.until, e.revoked_at, a.reason, a.ticket, f.public_id as from_id
                     from authority a join ends e on e.held_id = a.authority_id
                     left join tenant_person p on p.tenant_id = :tenant and p.person_id = a.person_id
                     left join authority f on f.tenant_id = :tenant and f.authority_id = a.delegated_from
                     where a.tenant_id = :tenant
                     order by e.revoked_at is not null or coalesce(e.until <= :now, false), a.authority_id desc
                     limit 1000""")
                .query((row, number) -> new AuthorityView(row.getObject("public_id", UUID.class),
                        row.getObject("person_id") == null
                                ? Optional.empty()
                                : Optional.of(new PersonId(row.getLong("person_id"))),
                        Optional.ofNullable(row.getString("name")), row.getString("capability"),
                        row.getString("side"), row.getString("source"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(instant(row, "until")), Optional.ofNullable(instant(row, "revoked_at")),
                        row.getString("reason"), Optional.ofNullable(row.getString("ticket")),
                        Optional.ofNullable(row.getObject("from_id", UUID.class))))
                .list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        return new Held(row.getLong("authority_id"), row.getObject("public_id", UUID.class),
                row.getString("capability"), Side.of(row.getString("side")),
                row.getObject("since", OffsetDateTime.class).toInstant(), instant(row, "until"),
                instant(row, "revoked_at"), row.getString("told"), row.getString("source"),
                row.getObject("handed_on_by", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
