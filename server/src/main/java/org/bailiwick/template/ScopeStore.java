package org.bailiwick.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of the expected scope. The rows that comparisons read are taken from the very bytes that were approved. */
@Component
final class ScopeStore {
    private static final String VERSION = """
                                          select s.scope_id, s.public_id, s.version, s.content_hash, s.state, s.people, s.proposed_by, p.name,
                                            s.proposed_at, s.state_at
                                          from expected_scope s
                                          left join tenant_person p on p.tenant_id = s.tenant_id and p.person_id = s.proposed_by
                                          where s.tenant_id = :tenant
                                          """;

    void insert(TenantTx tx, UUID publicId, int version, ScopeContent content, PersonId by, Permit permit) {
        tx.sql("""
               insert into expected_scope (tenant_id, public_id, version, content, content_hash, people, proposed_by,
                 authority_id, proposed_at, state, state_at)
               values (:tenant, :id, :version, :content, :hash, :people, :by, :authority, :now, 'proposed', :now)""")
                .param("id", publicId).param("version", version).param("content", content.canonical())
                .param("hash", HexFormat.of().parseHex(content.hash())).param("people", content.people().size())
                .param("by", by.value()).param("authority", permit.authorityId()).update();
    }

    int newestVersion(TenantTx tx) {
        return tx.sql("select coalesce(max(version), 0) from expected_scope where tenant_id = :tenant")
                .query(Integer.class).single();
    }

    Optional<ScopeVersion> find(TenantTx tx, UUID version) {
        return tx.sql(VERSION + "and s.public_id = :version").param("version", version)
                .query((row, number) -> version(tx, row)).optional();
    }

    Optional<ScopeVersion> inState(TenantTx tx, String state) {
        return tx.sql(VERSION + "and s.state = :state").param("state", state)
                .query((row, number) -> version(tx, row)).optional();
    }

    /** The version that this one took the place of: the newest older one that ever was in force. */
    Optional<ScopeVersion> inForceBefore(TenantTx tx, int version) {
        return tx
                .sql(VERSION
                        + """
                          and s.version < :version and exists (
                            select 1 from expected_person e where e.tenant_id = :tenant and e.scope_id = s.scope_id)
                          order by s.version desc limit 1""")
                .param("version", version)
                .query((row, number) -> version(tx, row)).optional();
    }

    /** Newest first. */
    List<ScopeVersion> newest(TenantTx tx, int most) {
        return tx.sql(VERSION + "order by s.version desc limit :most").param("most", most)
                .query((row, number) -> version(tx, row)).list();
    }

    byte[] content(TenantTx tx, long scope) {
        return tx.sql("select content from expected_scope where tenant_id = :tenant and scope_id = :scope")
                .param("scope", scope).query((row, number) -> row.getBytes("content")).single();
    }

    void put(TenantTx tx, long scope, String state) {
        tx.sql("""
               update expected_scope set state = :state, state_at = :now
               where tenant_id = :tenant and scope_id = :scope""").param("state", state).param("scope", scope).update();
    }

    /** Writes down what comparisons join: people, their functions, what these give, and the role model. */
    void unfold(TenantTx tx, long scope) {
        tx.sql("""
               insert into expected_person (tenant_id, scope_id, username, connection, owner)
               select :tenant, s.scope_id, p.key, p.value->>'connection', p.value->>'owner'
               from expected_scope s cross join jsonb_each(convert_from(s.content, 'UTF8')::jsonb->'people') p
               where s.tenant_id = :tenant and s.scope_id = :scope""").param("scope", scope).update();
        tx.sql("""
               insert into expected_function (tenant_id, scope_id, username, function)
               select :tenant, s.scope_id, p.key, f.name
               from expected_scope s cross join jsonb_each(convert_from(s.content, 'UTF8')::jsonb->'people') p
               cross join jsonb_array_elements_text(p.value->'functions' || '[""]') f (name)
               where s.tenant_id = :tenant and s.scope_id = :scope""").param("scope", scope).update();
        tx.sql("""
               insert into expected_entitlement (tenant_id, scope_id, function, kind, name)
               select :tenant, s.scope_id, f.key, e.value->>'kind', e.value->>'name'
               from expected_scope s cross join lateral (
                 select key, value from jsonb_each(convert_from(s.content, 'UTF8')::jsonb->'functions')
                 union all
                 select '', value from jsonb_each(convert_from(s.content, 'UTF8')::jsonb) where key = 'everyone') f
               cross join jsonb_array_elements(f.value->'entitlements') e
               where s.tenant_id = :tenant and s.scope_id = :scope""").param("scope", scope).update();
        tx.sql("""
               insert into expected_container (tenant_id, scope_id, kind, name)
               select :tenant, s.scope_id, m.value->>'kind', m.value->>'name'
               from expected_scope s
               cross join jsonb_array_elements(convert_from(s.content, 'UTF8')::jsonb->'roleModel') m
               where s.tenant_id = :tenant and s.scope_id = :scope""").param("scope", scope).update();
        tx.sql("""
               insert into expected_lead (tenant_id, scope_id, kind, name, leads_to_kind, leads_to_name)
               select :tenant, s.scope_id, m.value->>'kind', m.value->>'name', l.value->>'kind', l.value->>'name'
               from expected_scope s
               cross join jsonb_array_elements(convert_from(s.content, 'UTF8')::jsonb->'roleModel') m
               cross join jsonb_array_elements(m.value->'leadsTo') l
               where s.tenant_id = :tenant and s.scope_id = :scope""").param("scope", scope).update();
    }

    /** Who answers for what, by the account's name. */
    Map<String, String> owners(TenantTx tx, long scope) {
        var owners = new HashMap<String, String>();
        tx.sql("""
               select username, owner from expected_person
               where tenant_id = :tenant and scope_id = :scope and owner is not null""").param("scope", scope)
                .query(row -> {
                    owners.put(row.getString("username"), row.getString("owner"));
                });
        return owners;
    }

    /** Account names of a version that no system of the tenant shows, as last read. */
    List<String> accountsNotFound(TenantTx tx, long scope, int most) {
        return tx
                .sql("""
                     select p.key from expected_scope s
                     cross join jsonb_each(convert_from(s.content, 'UTF8')::jsonb->'people') p
                     where s.tenant_id = :tenant and s.scope_id = :scope and not exists (
                       select 1 from account a where a.tenant_id = :tenant and a.username = p.key and a.gone_at is null)
                     order by p.key limit :most""").param("scope", scope).param("most", most).query(String.class)
                .list();
    }

    /** Entitlements of a version that no system of the tenant has, as last read. */
    List<String> entitlementsNotFound(TenantTx tx, long scope, int most) {
        return tx.sql("""
                      select distinct e.value->>'name' from expected_scope s
                      cross join lateral (
                        select value->'entitlements' as named
                        from jsonb_each(convert_from(s.content, 'UTF8')::jsonb->'functions')
                        union all
                        select value->'entitlements'
                        from jsonb_each(convert_from(s.content, 'UTF8')::jsonb) where key = 'everyone'
                        union all
                        select value from jsonb_each(convert_from(s.content, 'UTF8')::jsonb) where key = 'roleModel'
                        union all
                        select m.value->'leadsTo'
                        from jsonb_array_elements(convert_from(s.content, 'UTF8')::jsonb->'roleModel') m) f
                      cross join jsonb_array_elements(f.named) e
                      where s.tenant_id = :tenant and s.scope_id = :scope and not exists (
                        select 1 from entitlement x where x.tenant_id = :tenant and x.kind = e.value->>'kind'
                          and x.name = e.value->>'name' and x.gone_at is null)
                      order by 1 limit :most""").param("scope", scope).param("most", most).query(String.class).list();
    }

    private static ScopeVersion version(TenantTx tx, ResultSet row) throws SQLException {
        return new ScopeVersion(tx.tenant(), row.getLong("scope_id"), row.getObject("public_id", UUID.class),
                row.getInt("version"), HexFormat.of().formatHex(row.getBytes("content_hash")), row.getString("state"),
                row.getInt("people"), new PersonId(row.getLong("proposed_by")),
                Optional.ofNullable(row.getString("name")),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("state_at", OffsetDateTime.class).toInstant());
    }
}
