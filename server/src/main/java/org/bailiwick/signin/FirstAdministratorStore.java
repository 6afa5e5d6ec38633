package org.bailiwick.signin;

import java.util.Optional;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.PersonId;
import org.springframework.stereotype.Component;

/** The SQL of the one-time link: a single row, whose key says that there is only one. */
@Component
final class FirstAdministratorStore {
    /** @param claimedBy whoever came through the link; the making of their authorities may still be to do */
    record State(byte[] tokenHash, Optional<PersonId> claimedBy, boolean used) {}

    Optional<State> state(GlobalTx tx) {
        return tx.sql("select token_hash, person_id, used_at is not null as used from first_administrator")
                .query((row, number) -> new State(row.getBytes("token_hash"),
                        row.getObject("person_id") == null
                                ? Optional.empty()
                                : Optional.of(new PersonId(row.getLong("person_id"))),
                        row.getBoolean("used")))
                .optional();
    }

    /** Replaces a link that nobody used. */
    boolean issue(GlobalTx tx, byte[] tokenHash) {
        return tx
                .sql("""
                     insert into first_administrator (token_hash, issued_at) values (:hash, :now)
                     on conflict (only_one) do update set token_hash = excluded.token_hash, issued_at = excluded.issued_at
                       where first_administrator.person_id is null""")
                .param("hash", tokenHash).update() == 1;
    }

    /** The first one wins; afterwards nobody does. */
    boolean claim(GlobalTx tx, byte[] tokenHash, PersonId person) {
        return tx.sql("""
                      update first_administrator set person_id = :person
                      where token_hash = :hash and person_id is null""").param("person", person.value())
                .param("hash", tokenHash).update() == 1;
    }

    void used(GlobalTx tx) {
        tx.sql("update first_administrator set used_at = :now where person_id is not null and used_at is null")
                .update();
    }
}
