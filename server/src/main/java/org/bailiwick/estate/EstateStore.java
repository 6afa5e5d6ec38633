package org.bailiwick.estate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of tags, which stand in each tenant, and of tenant sets, which stand in the MSP's. */
@Component
final class EstateStore {
    /** @param members all of them: whoever shows the set leaves out what may not be seen */
    record Row(long id, UUID publicId, String name, String owner, Instant since, Set<TenantId> members) {}

    List<String> tags(TenantTx tx) {
        return tx.sql("select tag from tenant_tag where tenant_id = :tenant order by tag").query(String.class).list();
    }

    Map<TenantId, List<String>> tags(ReadTx tx, Set<TenantId> tenants) {
        var tags = new HashMap<TenantId, List<String>>();
        tx.sql("select tenant_id, tag from tenant_tag where tenant_id = any(:tenants) order by tenant_id, tag")
                .param("tenants", values(tenants))
                .query(row -> {
                    tags.computeIfAbsent(new TenantId(row.getInt("tenant_id")), first -> new ArrayList<>())
                            .add(row.getString("tag"));
                });
        return tags;
    }

    void untag(TenantTx tx, String tag) {
        tx.sql("delete from tenant_tag where tenant_id = :tenant and tag = :tag").param("tag", tag).update();
    }

    void tag(TenantTx tx, String tag, PersonId by) {
        tx.sql("""
               insert into tenant_tag (tenant_id, tag, set_by, set_at) values (:tenant, :tag, :by, :now)
               on conflict do nothing""").param("tag", tag).param("by", by.value()).update();
    }

    /** @return false where a set that is not ended has the name */
    boolean insert(TenantTx tx, UUID publicId, String name, PersonId owner) {
        return tx.sql("""
                      insert into tenant_set (tenant_id, public_id, name, owner, created_at)
                      values (:tenant, :public, :name, :owner, :now) on conflict do nothing""")
                .param("public", publicId).param("name", name).param("owner", owner.value()).update() == 1;
    }

    /** @return false where another set that is not ended has the name */
    boolean rename(TenantTx tx, long set, String name) {
        return tx.sql("""
                      update tenant_set s set name = :name
                      where s.tenant_id = :tenant and s.set_id = :set and not exists (
                        select from tenant_set other where other.tenant_id = :tenant and other.set_id <> :set
                          and other.ended_at is null and lower(other.name) = lower(:name))""").param("set", set)
                .param("name", name).update() == 1;
    }

    void owner(TenantTx tx, long set, PersonId owner) {
        tx.sql("update tenant_set set owner = :owner where tenant_id = :tenant and set_id = :set").param("set", set)
                .param("owner", owner.value()).update();
    }

    void end(TenantTx tx, long set) {
        tx.sql("update tenant_set set ended_at = :now where tenant_id = :tenant and set_id = :set")
                .param("set", set).update();
    }

    void add(TenantTx tx, long set, TenantId member) {
        tx.sql("""
               insert into tenant_set_member (tenant_id, set_id, member, since) values (:tenant, :set, :member, :now)
               on conflict do nothing""").param("set", set).param("member", member.value()).update();
    }

    void remove(TenantTx tx, long set, TenantId member) {
        tx.sql("""
               delete from tenant_set_member where tenant_id = :tenant and set_id = :set and member = :member""")
                .param("set", set).param("member", member.value()).update();
    }

    /** Serialises changes of one set. */
    Optional<Row> lock(TenantTx tx, UUID publicId) {
        tx.sql("select set_id from tenant_set where tenant_id = :tenant and public_id = :public for update")
                .param("public", publicId).query(Long.class).optional();
        return sets(tx).stream().filter(set -> set.publicId().equals(publicId)).findFirst();
    }

    List<Row> sets(TenantTx tx) {
        var members = new HashMap<Long, Set<TenantId>>();
        tx.sql("select set_id, member from tenant_set_member where tenant_id = :tenant").query(row -> {
            members.computeIfAbsent(row.getLong("set_id"), first -> new HashSet<>())
                    .add(new TenantId(row.getInt("member")));
        });
        return tx.sql("""
                      select s.set_id, s.public_id, s.name, coalesce(p.name, 'name erased') as owner, s.created_at
                      from tenant_set s
                      left join tenant_person p on p.tenant_id = s.tenant_id and p.person_id = s.owner
                      where s.tenant_id = :tenant and s.ended_at is null order by lower(s.name)""")
                .query((row, number) -> new Row(row.getLong("set_id"), row.getObject("public_id", UUID.class),
                        row.getString("name"), row.getString("owner"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        members.getOrDefault(row.getLong("set_id"), Set.of())))
                .list();
    }

    private static Integer[] values(Collection<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }
}
