package org.bailiwick.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.springframework.stereotype.Component;

/** The SQL behind a person's own authorities over several tenants. */
@Component
final class OwnAuthorityStore {
    /** Read once: each row that is looked up anew has its policy's list of tenants taken apart anew. */
    private static final String IN_FORCE = """
                                           with recursive chain as (
                                             select a.tenant_id, a.authority_id as held_id, a.person_id, a.capability, a.side,
                                                 a.source, a.root_id, a.delegated_from, a.since, a.until, a.revoked_at, 1 as step
                                             from authority a where a.tenant_id = any(:tenants) and a.person_id %s
                                               and (cardinality(:capabilities::text[]) = 0 or a.capability = any(:capabilities))
                                             union all
                                             select p.tenant_id, chain.held_id, chain.person_id, chain.capability, chain.side,
                                                 p.source, p.root_id, p.delegated_from, p.since, p.until, p.revoked_at, chain.step + 1
                                             from chain join authority p
                                                 on p.tenant_id = chain.tenant_id and p.authority_id = chain.delegated_from)
                                           select chain.tenant_id, chain.person_id, chain.capability, chain.side, max(chain.since) as since,
                                               least(min(chain.until), min(r.until)) as until,
                                               string_agg(chain.source, ' from ' order by chain.step) as origin
                                           from chain
                                           join authority_root r on r.root_id = chain.root_id
                                           group by chain.tenant_id, chain.held_id, chain.person_id, chain.capability, chain.side
                                           having count(chain.revoked_at) = 0 and count(r.revoked_at) = 0 and max(chain.since) <= :now
                                             and coalesce(least(min(chain.until), min(r.until)) > :now, true)
                                           order by chain.tenant_id, chain.capability, chain.held_id""";
    private static final String OF_ONE = IN_FORCE.formatted("= :person");
    private static final String OF_SEVERAL = IN_FORCE.formatted("= any(:people)");

    /** An authority, and whose it is. */
    record Theirs(PersonId person, OwnAuthority authority) {}

    /** @param capabilities empty for all */
    List<OwnAuthority> inForce(ReadTx tx, PersonId person, Set<TenantId> tenants, Set<String> capabilities) {
        return tx.sql(OF_ONE).param("tenants", ids(tenants)).param("person", person.value())
                .param("capabilities", capabilities.toArray(String[]::new)).query(OwnAuthorityStore::row).list();
    }

    List<Theirs> inForce(ReadTx tx, Set<PersonId> people, Set<TenantId> tenants, String capability) {
        return tx.sql(OF_SEVERAL).param("tenants", ids(tenants))
                .param("people", people.stream().map(PersonId::value).toArray(Long[]::new))
                .param("capabilities", new String[]{capability})
                .query((row, number) -> new Theirs(new PersonId(row.getLong("person_id")), row(row, number))).list();
    }

    /** Of the newest accepted contract of each tenant; a tenant without one is not in the answer. */
    Map<Attempt, Contracts.Term> acceptedTerms(ReadTx tx, Set<TenantId> tenants) {
        var terms = new HashMap<Attempt, Contracts.Term>();
        tx.sql("""
               with accepted as (
                 select distinct on (c.tenant_id) c.tenant_id, c.contract_id from contract c
                 join contract_acceptance a on a.tenant_id = c.tenant_id and a.contract_id = c.contract_id
                   and a.terms_hash = c.terms_hash
                 where c.tenant_id = any(:tenants) order by c.tenant_id, c.version desc)
               select t.tenant_id, t.capability, t.decides, t.execution from accepted
               join contract_capability t on t.tenant_id = accepted.tenant_id and t.contract_id = accepted.contract_id
               where t.tenant_id = any(:tenants)""").param("tenants", ids(tenants)).query(row -> {
            var capability = row.getString("capability");
            terms.put(new Attempt(new TenantId(row.getInt("tenant_id")), capability), new Contracts.Term(capability,
                    row.getString("decides"), row.getString("execution").equals("automatic")));
        });
        return terms;
    }

    private static Integer[] ids(Set<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Integer[]::new);
    }

    private static OwnAuthority row(ResultSet row, int number) throws SQLException {
        return new OwnAuthority(new TenantId(row.getInt("tenant_id")), row.getString("capability"),
                row.getString("side"), row.getString("origin"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("until", OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }
}
