package org.bailiwick.authority;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of persons: the global key, and name and mail as each tenant knows them. */
@Component
final class PersonStore {
    PersonId know(GlobalTx tx, ProviderId provider, String subject) {
        return find(tx, provider, subject).orElseGet(() -> {
            tx.sql("""
                   insert into person (provider_id, subject) values (:provider, :subject)
                   on conflict do nothing""").param("provider", provider.value()).param("subject", subject).update();
            return find(tx, provider, subject).orElseThrow();
        });
    }

    Optional<PersonId> find(GlobalTx tx, ProviderId provider, String subject) {
        return tx.sql("select person_id from person where provider_id = :provider and subject = :subject")
                .param("provider", provider.value()).param("subject", subject).query(Long.class).optional()
                .map(PersonId::new);
    }

    Map<String, PersonId> withSubjects(GlobalTx tx, ProviderId provider, Collection<String> subjects) {
        var persons = new HashMap<String, PersonId>();
        tx.sql("select person_id, subject from person where provider_id = :provider and subject = any(:subjects)")
                .param("provider", provider.value()).param("subjects", subjects.toArray(String[]::new)).query(row -> {
                    persons.put(row.getString("subject"), new PersonId(row.getLong("person_id")));
                });
        return persons;
    }

    Optional<Persons.Key> key(GlobalTx tx, PersonId person) {
        return tx.sql("select provider_id, subject from person where person_id = :person")
                .param("person", person.value())
                .query((row, number) -> new Persons.Key(new ProviderId(row.getLong("provider_id")),
                        row.getString("subject")))
                .optional();
    }

    void introduce(TenantTx tx, PersonId person, Persons.Profile profile) {
        tx.sql("""
               insert into tenant_person (tenant_id, person_id, name, mail, mail_verified)
               values (:tenant, :person, :name, :mail, :verified)
               on conflict (tenant_id, person_id) do update
                 set name = excluded.name, mail = excluded.mail, mail_verified = excluded.mail_verified
                 where (tenant_person.name, tenant_person.mail, tenant_person.mail_verified)
                     is distinct from (excluded.name, excluded.mail, excluded.mail_verified)""")
                .param("person", person.value()).param("name", profile.name()).param("mail", profile.mail())
                .param("verified", profile.mailVerified()).update();
    }

    List<PersonId> named(TenantTx tx, String name) {
        return tx.sql("select person_id from tenant_person where tenant_id = :tenant and lower(name) = lower(:name)")
                .param("name", name).query(Long.class).list().stream().map(PersonId::new).toList();
    }

    List<PersonId> withSubject(GlobalTx tx, String subject) {
        return tx.sql("select person_id from person where subject = :subject").param("subject", subject)
                .query(Long.class).list().stream().map(PersonId::new).toList();
    }

    List<String> names(TenantTx tx, int most) {
        return tx.sql("""
                      select distinct name from tenant_person where tenant_id = :tenant order by name limit :most""")
                .param("most", most).query(String.class).list();
    }

    Optional<Persons.Profile> profile(TenantTx tx, PersonId person) {
        return tx.sql("""
                      select name, mail, mail_verified from tenant_person
                      where tenant_id = :tenant and person_id = :person""").param("person", person.value())
                .query((row, number) -> new Persons.Profile(row.getString("name"), row.getString("mail"),
                        row.getBoolean("mail_verified")))
                .optional();
    }
}
