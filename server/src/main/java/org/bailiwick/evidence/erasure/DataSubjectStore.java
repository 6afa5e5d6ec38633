package org.bailiwick.evidence.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.log.AboutSubject;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** What a tenant's rows say of a data subject: names, own acts, and what entries are about that are about the subject. */
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
                      with acc as (select account_id, public_id, username, display_name, mail from account
                        where tenant_id = :tenant and public_id = :id)
                      select username as name, array[]::bigint[] as persons,
                        array[username, display_name, coalesce(mail, '')] as names, array(%s) as targets
                      from acc""".formatted(OF_ACCOUNTS)).param("id", id)
                .query((row, number) -> subject("account", id.toString(), row)).optional();
    }

    /** With the person who signs in with it, where that is known. */
    Optional<DataSubject> identity(TenantTx tx, UUID id) {
        return tx.sql("""
                      with one as (select identity_id, public_id, subject, display_name, person_id from identity
                        where tenant_id = :tenant and public_id = :id),
                      acc as (select a.account_id, a.public_id, a.username, a.display_name, a.mail from account a
                        join one on one.identity_id = a.identity_id where a.tenant_id = :tenant),
                      who as (select p.person_id, p.name, p.mail from tenant_person p
                        join one on one.person_id = p.person_id where p.tenant_id = :tenant)
                      select one.display_name as name,
                        case when one.person_id is null then array[]::bigint[] else array[one.person_id] end as persons,
                        array(select one.display_name union select username from acc union select display_name from acc
                          union select coalesce(mail, '') from acc union select name from who
                          union select coalesce(mail, '') from who) as names,
                        array(select 'identity/' || one.public_id union select 'subject/' || one.subject union
                          select 'finding/' || f.public_id from finding f where f.tenant_id = :tenant
                            and f.subject_kind = 'identity' and f.subject_id = one.identity_id
                          union select 'authority/' || u.public_id from authority u
                          where u.tenant_id = :tenant and u.person_id = one.person_id
                          union %s) as targets
                      from one""".formatted(OF_ACCOUNTS)).param("id", id)
                .query((row, number) -> subject("identity", id.toString(), row)).optional();
    }

    /** @param people numbers of those whom a provider calls so; found are whom this tenant knows, or who acted here */
    Optional<DataSubject> person(TenantTx tx, String subject, List<Long> people) {
        return tx.sql("""
                      with who as (select person_id, name, mail from tenant_person
                        where tenant_id = :tenant and person_id = any(:people)),
                      here as (select person_id from who union select person_id from ev_entry
                        where tenant_id = :tenant and person_id = any(:people))
                      select coalesce((select min(name) from who), :subject) as name,
                        array(select person_id from here) as persons,
                        array(select name from who union select coalesce(mail, '') from who) as names,
                        array(select 'authority/' || u.public_id from authority u
                          join here on here.person_id = u.person_id where u.tenant_id = :tenant) as targets
                      where exists (select 1 from here)""").param("people", people.toArray(Long[]::new))
                .param("subject", subject)
                .query((row, number) -> subject("person", subject, row)).optional();
    }

    private static DataSubject subject(String kind, String id, ResultSet row) throws SQLException {
        return new DataSubject(kind, id, row.getString("name"),
                new AboutSubject(List.of((Long[]) row.getArray("persons").getArray()),
                        List.of((String[]) row.getArray("targets").getArray()),
                        List.of((String[]) row.getArray("names").getArray())));
    }
}
