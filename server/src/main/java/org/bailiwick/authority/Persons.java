package org.bailiwick.authority;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The people who sign in. A person is a provider and its subject, never a mail or a name: two providers that tell of
 * the same mail tell of two persons.
 */
@Component
public final class Persons {
    private final Transactions transactions;
    private final PersonStore store;

    Persons(Transactions transactions, PersonStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** What identifies a person (OpenID Connect Core 5.7: issuer and subject, here by the provider's id). */
    public record Key(ProviderId provider, String subject) {}

    /** How a tenant knows a person. */
    public record Profile(String name, @Nullable String mail, boolean mailVerified) {
        public static Profile named(String name) {
            return new Profile(name, null, false);
        }
    }

    /**
     * Finds the person or writes them down, and keeps what their own provider says of them.
     *
     * @param home the tenant whose provider it is
     */
    public PersonId know(ProviderId provider, String subject, TenantId home, Profile profile) {
        var person = transactions.signin(tx -> store.know(tx, provider, subject));
        transactions.tenant(home, tx -> {
            store.introduce(tx, person, profile);
            return true;
        });
        return person;
    }

    /** Finds the person or writes them down before they ever signed in; what they are called is left alone. */
    public PersonId expect(ProviderId provider, String subject) {
        return transactions.signin(tx -> store.know(tx, provider, subject));
    }

    public Optional<PersonId> find(ProviderId provider, String subject) {
        return transactions.signin(tx -> store.find(tx, provider, subject));
    }

    /** Those of a provider's subjects that belong to somebody who signs in here. */
    public Map<String, PersonId> withSubjects(ProviderId provider, Collection<String> subjects) {
        return transactions.signin(tx -> store.withSubjects(tx, provider, subjects));
    }

    public Optional<Key> key(PersonId person) {
        return transactions.signin(tx -> store.key(tx, person));
    }

    /** Tells the transaction's tenant who this is, so that its people read a name. */
    public void introduce(TenantTx tx, PersonId person, Profile profile) {
        store.introduce(tx, person, profile);
    }

    /** Whom the transaction's tenant knows by this name, however it is capitalised. */
    public List<PersonId> named(TenantTx tx, String name) {
        return store.named(tx, name);
    }

    /** At whichever provider. */
    public List<PersonId> withSubject(String subject) {
        return transactions.signin(tx -> store.withSubject(tx, subject));
    }

    /** By which names the transaction's tenant knows people, in order. */
    public List<String> names(TenantTx tx, int most) {
        return store.names(tx, most);
    }

    public Optional<Profile> profile(TenantTx tx, PersonId person) {
        return store.profile(tx, person);
    }
}
