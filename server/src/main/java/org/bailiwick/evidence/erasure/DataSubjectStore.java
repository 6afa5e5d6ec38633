package org.bailiwick.evidence.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.log.AboutSubject;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** What a tenant's rows say of a data subject: whose acts are the subject's, and what entries about the subject are about. */
@Component
final class DataSubjectStore {
    /** Of the accounts in {@code acc}: themselves, what they hold, and what was found and changed about them. */
    private static final String OF_ACCOUNTS = """
                                              select 'account/' || public_id as target from acc
                                              union
                                              select 'grant/' || g.public_id from access_grant g
                                              join acc on acc.account_id = g.account_id where g.tenant_id = :tenant
                                              union
                                              select 'change/' || c.public_id from change_order c
                                              join acc on acc.account_id = c.account_id where c.tenant_id = :tenant
                                              union
                                              select 'finding/' || f.public_id from finding f
                                              where f.tenant_id = :tenant and (
                                                f.subject_kind = 'account'
                                                  and f.subject_id in (select account_id from acc)
                                                or f.subject_kind = 'grant' and f.subject_id in (
                                                  select grant_id from access_grant g
                                                  join acc on acc.account_id = g.account_id where g.tenant_id = :tenant)
                                                or f.subject_kind = 'credential' and f.subject_id in (
                                                  select credential_id from credential c
                                                  join acc on acc.account_id = c.account_id where c.tenant_id = :tenant))
                                              """;

    Optional<DataSubject> account(TenantTx tx, UUID id) {
        return tx.sql("""
                      with acc as (select account_id, public_id, identity_id, display_name, username from account
                        where tenant_id = :tenant and public_id = :id)
                      select coalesce(nullif(display_name, ''), username) as name, array[]::bigint[] as persons,
                        array[identity_id] as identities, array(%s) as targets
                      from acc""".formatted(OF_ACCOUNTS)).param("id", id)
                .query((row, number) -> subject("account", id.toString(), row)).optional();
    }

    /** With the person who signs in with it, where that is known. */
    Optional<DataSubject> identity(TenantTx tx, UUID id) {
        return tx.sql("""
                      with one as (select identity_id, public_id, subject, display_name, person_id from identity
                        where tenant_id = :tenant and public_id = :id),
                      acc as (select a.account_id, a.public_id from account a
                        join one on one.identity_id = a.identity_id where a.tenant_id = :tenant)
                      select one.display_name as name, array[one.identity_id] as identities,
                        case when one.person_id is null then array[]::bigint[] else array[one.person_id] end as persons,
                        array(select 'identity/' || one.public_id union select 'subject/' || one.subject union
                          select 'finding/' || f.public_id from finding f where f.tenant_id = :tenant
                            and f.subject_kind = 'identity' and f.subject_id = one.identity_id
                          union select 'authority/' || u.public_id from authority u
                          where u.tenant_id = :tenant and u.person_id = one.person_id
                          union select 'pattern/' || w.pattern from pattern w
                          where w.tenant_id = :tenant and w.subject = one.subject
                          union %s) as targets
                      from one""".formatted(OF_ACCOUNTS)).param("id", id)
                .query((row, number) -> subject("identity", id.toString(), row)).optional();
    }

    /** Whom this tenant knows, or who acted here. */
    Optional<DataSubject> person(TenantTx tx, String id, long person) {
        return tx
                .sql("""
                     select coalesce((select name from tenant_person where tenant_id = :tenant and person_id = :person),
                         :id) as name, array[:person::bigint] as persons, array[]::bigint[] as identities,
                       array(select 'authority/' || u.public_id from authority u
                         where u.tenant_id = :tenant and u.person_id = :person) as targets
                     where exists (select 1 from tenant_person where tenant_id = :tenant and person_id = :person)
                       or exists (select 1 from ev_entry where tenant_id = :tenant and person_id = :person)""")
                .param("person", person).param("id", id)
                .query((row, number) -> subject("person", id, row)).optional();
    }

    /** With whose act it was and whom it is about, as far as ids tell. */
    Optional<DataSubject> entry(TenantTx tx, String id, AboutSubject.Chosen chosen) {
        return tx
                .sql("""
                     with e as (select action, person_id, target from ev_entry
                       where tenant_id = :tenant and event_id = :event),
                     found as (select f.subject_kind, f.subject_id from finding f join e
                       on e.target = 'finding/' || f.public_id where f.tenant_id = :tenant),
                     acc as (
                       select a.identity_id from account a join e on e.target = 'account/' || a.public_id
                         where a.tenant_id = :tenant
                       union select a.identity_id from access_grant g
                         join e on e.target = 'grant/' || g.public_id
                         join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                         where g.tenant_id = :tenant
                       union select a.identity_id from change_order c
                         join e on e.target = 'change/' || c.public_id
                         join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                         where c.tenant_id = :tenant
                       union select i.identity_id from identity i
                         join e on e.target in ('identity/' || i.public_id, 'subject/' || i.subject)
                         where i.tenant_id = :tenant
                       union select i.identity_id from pattern w
                         join e on e.target = 'pattern/' || w.pattern
                         join identity i on i.tenant_id = :tenant and i.subject = w.subject
                         where w.tenant_id = :tenant
                       union select f.subject_id from found f where f.subject_kind = 'identity'
                       union select a.identity_id from found f join account a
                         on a.account_id = f.subject_id where f.subject_kind = 'account' and a.tenant_id = :tenant
                       union select a.identity_id from found f
                         join access_grant g on g.grant_id = f.subject_id and g.tenant_id = :tenant
                         join account a on a.tenant_id = g.tenant_id and a.account_id = g.account_id
                         where f.subject_kind = 'grant'
                       union select a.identity_id from found f
                         join credential c on c.credential_id = f.subject_id and c.tenant_id = :tenant
                         join account a on a.tenant_id = c.tenant_id and a.account_id = c.account_id
                         where f.subject_kind = 'credential')
                     select e.action as name, array(select identity_id from acc) as identities, array[]::text[] as targets,
                       array(select e.person_id where e.person_id is not null union
                         select u.person_id from authority u where u.tenant_id = :tenant and u.person_id is not null
                           and e.target = 'authority/' || u.public_id) as persons
                     from e""")
                .param("event", chosen.event())
                .query((row, number) -> new DataSubject("entry", id, row.getString("name"), AboutSubject.of(chosen),
                        longs(row, "persons"), longs(row, "identities")))
                .optional();
    }

    /** Signs in with one of these, by the link, the provider's key, or a mail address that is verified for both. */
    boolean own(TenantTx tx, List<Long> identities, Principal.Person person) {
        return tx.sql("""
                      select exists (select from identity i
                        left join tenant_person p on p.tenant_id = i.tenant_id and p.person_id = :person
                        where i.tenant_id = :tenant and i.identity_id = any(:identities)
                          and (i.person_id = :person or exists (
                            select from account a
                            join connection c on c.tenant_id = a.tenant_id and c.connection_id = a.connection_id
                            where a.tenant_id = i.tenant_id and a.identity_id = i.identity_id
                              and (c.provider_id = :provider and a.external_id = :subject
                                or a.mail_verified and p.mail_verified and a.mail <> ''
                                  and lower(a.mail) = lower(p.mail)))))""")
                .param("identities", identities.toArray(Long[]::new)).param("person", person.id().value())
                .param("provider", person.provider().value()).param("subject", person.subject())
                .query(Boolean.class).single();
    }

    private static DataSubject subject(String kind, String id, ResultSet row) throws SQLException {
        var persons = longs(row, "persons");
        return new DataSubject(kind, id, row.getString("name"),
                AboutSubject.of(persons, List.of((String[]) row.getArray("targets").getArray())), persons,
                longs(row, "identities"));
    }

    private static List<Long> longs(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }
}
