package org.bailiwick.bulk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of what one person decides about in bulk alone, over all tenants: as many rows as are decided alone. */
@Component
final class AloneStore {
    /** Whoever asks for two bulks at once has the second counted with the first. */
    void oneAtATime(GlobalTx tx, PersonId person) {
        tx.sql("select pg_advisory_xact_lock(hashtextextended('bulk decisions of ' || :person, 0))")
                .param("person", person.value()).query((row, number) -> true).list();
    }

    Set<Long> accounts(GlobalTx tx, PersonId person, Instant since) {
        return Set.copyOf(tx.sql("select account_id from bulk_alone where person_id = :person and asked_at > :since")
                .param("person", person.value()).param("since", OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
                .query(Long.class).list());
    }

    void remember(GlobalTx tx, PersonId person, Set<Long> accounts) {
        tx.sql("""
               insert into bulk_alone (person_id, account_id, asked_at)
               select :person, account_id, :now from unnest(:accounts::bigint[]) as t (account_id)
               on conflict on constraint bulk_alone_pk do update set asked_at = excluded.asked_at""")
                .param("person", person.value()).param("accounts", accounts.toArray(Long[]::new)).update();
    }

    void forget(GlobalTx tx, PersonId person, Instant until) {
        tx.sql("delete from bulk_alone where person_id = :person and asked_at <= :until")
                .param("person", person.value()).param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
    }
}
