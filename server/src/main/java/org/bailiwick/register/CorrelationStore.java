package org.bailiwick.register;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of finding out whose identities are the same. */
@Component
final class CorrelationStore {
    /** Identities of all tenants whose verified mail some identity of this tenant has too; in a fixed order. */
    List<CorrelateIdentities.Member> sharingAMailWith(ReadTx tx, TenantId tenant) {
        return tx.sql("""
                      with verified as (
                        select distinct a.tenant_id, a.identity_id, i.subject, lower(a.mail) as mail,
                          i.correlated_by is not null as correlated
                        from account a join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                        where a.mail_verified and a.mail <> '' and i.kind = 'human')
                      select tenant_id, identity_id, subject, mail, correlated from verified
                      where mail in (select mail from verified where tenant_id = :asking)
                      order by tenant_id, identity_id""").param("asking", tenant.value())
                .query((row, number) -> new CorrelateIdentities.Member(new TenantId(row.getInt("tenant_id")),
                        row.getLong("identity_id"), row.getObject("subject", UUID.class), row.getString("mail"),
                        row.getBoolean("correlated")))
                .list();
    }

    /** Which identities of the estate bear each of these subjects. */
    Map<UUID, Set<Long>> bearers(ReadTx tx, Set<UUID> subjects) {
        var bearers = new HashMap<UUID, Set<Long>>();
        tx.sql("select subject, identity_id from identity where subject = any(:subjects)")
                .param("subjects", subjects.toArray(UUID[]::new)).query(row -> {
                    bearers.computeIfAbsent(row.getObject("subject", UUID.class), same -> new HashSet<>())
                            .add(row.getLong("identity_id"));
                });
        return bearers;
    }

    /** Correlated identities of this tenant that no verified mail supports any more. */
    List<Long> unsupported(TenantTx tx) {
        return tx.sql("""
                      select i.identity_id from identity i
                      where i.tenant_id = :tenant and i.correlated_by is not null and not exists (
                        select from account a where a.tenant_id = :tenant and a.identity_id = i.identity_id
                          and a.mail_verified and a.mail <> '')""").query(Long.class).list();
    }

    void unite(TenantTx tx, long identity, UUID subject) {
        tx.sql("""
               update identity set subject = :subject, correlated_by = 'verified mail'
               where tenant_id = :tenant and identity_id = :identity""").param("subject", subject)
                .param("identity", identity).update();
    }

    void part(TenantTx tx, long identity, UUID subject) {
        tx.sql("""
               update identity set subject = :subject, correlated_by = null
               where tenant_id = :tenant and identity_id = :identity""").param("subject", subject)
                .param("identity", identity).update();
    }

    Target target(TenantTx tx, long identity) {
        return tx.sql("""
                      select public_id, display_name from identity
                      where tenant_id = :tenant and identity_id = :identity""").param("identity", identity)
                .query((row, number) -> new Target("identity", row.getString("public_id"),
                        row.getString("display_name")))
                .single();
    }

    /** @param provider the sign-in provider whose subjects are this system's account ids, where there is one */
    record Bearer(long identity, @Nullable Long person, @Nullable Long provider, String externalId,
            @Nullable String mail) {}

    List<Bearer> bearers(TenantTx tx) {
        return tx.sql("""
                      select i.identity_id, i.person_id, c.provider_id, a.external_id,
                        case when a.mail_verified then lower(nullif(a.mail, '')) end as mail
                      from account a
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                      where a.tenant_id = :tenant and i.kind = 'human' and a.gone_at is null
                      order by i.identity_id""")
                .query((row, number) -> new Bearer(row.getLong("identity_id"), row.getObject("person_id", Long.class),
                        row.getObject("provider_id", Long.class), row.getString("external_id"), row.getString("mail")))
                .list();
    }

    /** Persons whom this tenant knows, by their verified mail. */
    Map<String, PersonId> personsByMail(TenantTx tx) {
        var persons = new HashMap<String, PersonId>();
        tx.sql("""
               select lower(mail) as mail, min(person_id) as person_id from tenant_person
               where tenant_id = :tenant and mail_verified and mail <> '' group by lower(mail)""").query(row -> {
            persons.put(row.getString("mail"), new PersonId(row.getLong("person_id")));
        });
        return persons;
    }

    void link(TenantTx tx, long identity, PersonId person) {
        tx.sql("update identity set person_id = :person where tenant_id = :tenant and identity_id = :identity")
                .param("person", person.value()).param("identity", identity).update();
    }
}
