package org.bailiwick.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.GrantView;
import org.springframework.stereotype.Component;

/** All SQL of decisions, which are only ever added. */
@Component
final class DecisionStore {
    private static final String DECISION = """
                                           select d.public_id, d.kind, d.person_id, p.name, d.justification, d.ticket_system, d.ticket_key,
                                             d.decided_at, c.public_id as change_public_id
                                           from decision d
                                           left join tenant_person p on p.tenant_id = d.tenant_id and p.person_id = d.person_id
                                           left join change_order c on c.tenant_id = d.tenant_id and c.change_id = d.change_id
                                           where d.tenant_id = :tenant and d.grant_id = :grant
                                           """;

    void insert(TenantTx tx, UUID publicId, GrantView grant, DecisionRequest request, PersonId person, Permit permit,
            Optional<Long> change) {
        tx.sql("""
               insert into decision (tenant_id, public_id, grant_id, kind, person_id, about_person_id, authority_id,
                 evaluation_id, justification, ticket_system, ticket_key, decided_at, change_id)
               values (:tenant, :id, :grant, :kind, :person, :about, :authority, :evaluation, :justification, :system,
                 :key, :now, :change)""").param("id", publicId).param("grant", grant.id())
                .param("kind", request.kind().name()).param("person", person.value())
                .param("about", grant.person().map(PersonId::value).orElse(null))
                .param("authority", permit.authorityId()).param("evaluation", permit.evaluation())
                .param("justification", request.justification())
                .param("system", request.ticket().map(Ticket::system).orElse(null))
                .param("key", request.ticket().map(Ticket::key).orElse(null))
                .param("change", change.orElse(null)).update();
    }

    /** Newest first. */
    List<Decision> about(TenantTx tx, long grant) {
        return tx.sql(DECISION + "order by d.decided_at desc, d.decision_id desc").param("grant", grant)
                .query((row, number) -> decision(tx, row)).list();
    }

    Map<Long, UUID> newest(TenantTx tx, Collection<Long> grants) {
        var found = new HashMap<Long, UUID>();
        tx.sql("""
               select distinct on (grant_id) grant_id, public_id from decision
               where tenant_id = :tenant and grant_id = any(:grants)
               order by grant_id, decided_at desc, decision_id desc""").param("grants", grants.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("grant_id"), row.getObject("public_id", UUID.class));
                });
        return found;
    }

    Optional<Decision> find(TenantTx tx, long grant, UUID publicId) {
        return tx.sql(DECISION + "and d.public_id = :id").param("grant", grant).param("id", publicId)
                .query((row, number) -> decision(tx, row)).optional();
    }

    private static Decision decision(TenantTx tx, ResultSet row) throws SQLException {
        var system = Optional.ofNullable(row.getString("ticket_system"));
        var key = row.getString("ticket_key");
        return new Decision(tx.tenant(), row.getObject("public_id", UUID.class),
                DecisionKind.valueOf(row.getString("kind")), new PersonId(row.getLong("person_id")),
                Optional.ofNullable(row.getString("name")), row.getString("justification"),
                system.map(name -> new Ticket(name, key)),
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("change_public_id", UUID.class)));
    }
}
