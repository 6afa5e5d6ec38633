package org.bailiwick.signin;

import java.util.Optional;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Makes the principal of a request, from what is known now of the session's or the token's person. */
@Component
final class People {
    private final Transactions transactions;
    private final Persons persons;
    private final Providers providers;

    People(Transactions transactions, Persons persons, Providers providers) {
        this.transactions = transactions;
        this.persons = persons;
        this.providers = providers;
    }

    /** Empty where the person or their provider is not known any more. */
    Optional<Principal.Person> of(SignedIn signedIn) {
        var id = new PersonId(signedIn.person());
        return persons.key(id).flatMap(key -> providers.find(key.provider())
                .map(provider -> new Principal.Person(id, provider.id(), provider.issuer(), key.subject(),
                        name(provider, id, key.subject()), signedIn.acr(), signedIn.authenticatedAt(),
                        signedIn.amr(), signedIn.session(), null)));
    }

    /** Writes the person down at first sight; only a sign-in changes their name later. */
    Principal.Person of(VerifiedToken token) {
        var provider = token.provider();
        var id = persons.find(provider.id(), token.subject()).orElseGet(
                () -> persons.know(provider.id(), token.subject(), provider.tenant(), token.profile()));
        return new Principal.Person(id, provider.id(), provider.issuer(), token.subject(),
                name(provider, id, token.profile().name()), token.acr(), token.authenticatedAt(), token.amr(),
                token.id(),
                null);
    }

    private String name(Provider provider, PersonId id, String otherwise) {
        return transactions.tenant(provider.tenant(), tx -> persons.profile(tx, id)).map(Persons.Profile::name)
                .orElse(otherwise);
    }
}
