package org.bailiwick.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of what somebody decided over several tenants, in the MSP's own tenant. */
@Component
final class ActStore {
    private static final String ACTS = """
                                       with acts as (
                                         select act_id, public_id, kind, asked_at from bulk_act
                                         where tenant_id = :tenant and person_id = :person
                                           and (:act::uuid is null or public_id = :act)
                                         order by act_id desc limit :most)
                                       select a.public_id, a.kind, a.asked_at, p.concerned, p.items, p.bulk, p.problem, p.detail
                                       from acts a
                                       join (
                                         select act_id, concerned, items, bulk, problem, detail from bulk_act_part
                                         where tenant_id = :tenant
                                         union all
                                         select s.act_id, s.concerned, s.items, null, null, null from bulk_act_asked s
                                         where s.tenant_id = :tenant and not exists (
                                           select from bulk_act_part p where p.tenant_id = :tenant
                                             and p.act_id = s.act_id and p.concerned = s.concerned)) p
                                         on p.act_id = a.act_id
                                       order by a.act_id desc, p.concerned""";

    /**
     * Before any tenant is asked.
     *
     * @return inside id
     */
    long begin(TenantTx tx, PersonId person, Act act) {
        long id = tx.sql("""
                         insert into bulk_act (tenant_id, public_id, person_id, kind, asked_at)
                         values (:tenant, :public, :person, :kind, :now) returning act_id""")
                .param("public", act.publicId()).param("person", person.value()).param("kind", act.kind().name())
                .query(Long.class).single();
        act.parts().forEach(part -> tx.sql("""
                                           insert into bulk_act_asked (tenant_id, act_id, concerned, items)
                                           values (:tenant, :act, :concerned, :items)""").param("act", id)
                .param("concerned", part.concerned().value()).param("items", part.items()).update());
        return id;
    }

    /** As one tenant answered. */
    void answered(TenantTx tx, long act, Act.Part part) {
        tx.sql("""
               insert into bulk_act_part (tenant_id, act_id, concerned, items, bulk, problem, detail)
               values (:tenant, :act, :concerned, :items, :bulk, :problem, :detail)""").param("act", act)
                .param("concerned", part.concerned().value()).param("items", part.items())
                .param("bulk", part.bulk().orElse(null)).param("problem", part.why().map(Act.Why::problem).orElse(null))
                .param("detail", part.why().map(Act.Why::detail).orElse(null)).update();
    }

    /** Newest first. */
    List<Act> newest(TenantTx tx, PersonId person, int most) {
        return acts(tx, person, null, most);
    }

    /** Only of whoever asked for it. */
    Optional<Act> find(TenantTx tx, PersonId person, UUID act) {
        return acts(tx, person, act, 1).stream().findFirst();
    }

    private static List<Act> acts(TenantTx tx, PersonId person, @Nullable UUID act, int most) {
        var acts = new LinkedHashMap<UUID, Act>();
        var parts = new LinkedHashMap<UUID, List<Act.Part>>();
        tx.sql(ACTS).param("person", person.value()).param("act", act).param("most", most).query(row -> {
            var id = row.getObject("public_id", UUID.class);
            acts.putIfAbsent(id, new Act(id, DecisionKind.valueOf(row.getString("kind")),
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(), List.of()));
            parts.computeIfAbsent(id, none -> new ArrayList<>()).add(part(row));
        });
        return acts.values().stream()
                .map(each -> new Act(each.publicId(), each.kind(), each.askedAt(),
                        Objects.requireNonNull(parts.get(each.publicId()))))
                .toList();
    }

    private static Act.Part part(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new Act.Part(new TenantId(row.getInt("concerned")), row.getInt("items"),
                Optional.ofNullable(row.getObject("bulk", UUID.class)),
                problem == null ? Optional.empty() : Optional.of(new Act.Why(problem, row.getString("detail"))));
    }
}
