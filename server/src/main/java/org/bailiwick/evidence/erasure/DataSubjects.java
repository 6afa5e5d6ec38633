package org.bailiwick.evidence.erasure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.log.AboutSubject;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the data subject that somebody names by kind and id. */
@Component
final class DataSubjects {
    private final DataSubjectStore store;
    private final Persons persons;
    private final Providers providers;

    DataSubjects(DataSubjectStore store, Persons persons, Providers providers) {
        this.store = store;
        this.persons = persons;
        this.providers = providers;
    }

    /** @param person who signs in, read before this transaction; null where it is none, or nobody */
    record Named(String kind, String id, @Nullable PersonId person) {}

    /** Outside a transaction, because persons are read as at sign-in. */
    Named named(String kind, String id) {
        var said = id.strip();
        return new Named(kind, said, kind.equals("person") ? person(said).orElse(null) : null);
    }

    /** A subject alone is nobody: two providers may give it to two persons. */
    private Optional<PersonId> person(String id) {
        int slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : uuid(id.substring(0, slash)).flatMap(providers::byPublicId)
                        .flatMap(provider -> persons.find(provider.id(), id.substring(slash + 1)));
    }

    /** Where people of this tenant and of its provider sign in. */
    List<Provider> providers(TenantId tenant) {
        var all = new LinkedHashSet<>(providers.of(tenant));
        all.addAll(providers.of(TenantId.MSP));
        return List.copyOf(all);
    }

    Optional<DataSubject> find(TenantTx tx, Named named) {
        return switch (named.kind()) {
            case "person" -> Optional.ofNullable(named.person())
                    .flatMap(person -> store.person(tx, named.id(), person.value()));
            case "identity" -> uuid(named.id()).flatMap(id -> store.identity(tx, id));
            case "account" -> uuid(named.id()).flatMap(id -> store.account(tx, id));
            case "entry" -> chosen(named.id()).flatMap(entry -> store.entry(tx, named.id(), entry));
            default -> Optional.empty();
        };
    }

    /** INVARIANT: as separation of duties decides whose an account is. */
    boolean own(TenantTx tx, DataSubject subject, Principal.Person person) {
        return subject.persons().contains(person.id().value()) || store.own(tx, subject.identities(), person);
    }

    /** The entry's id, and behind a {@code #} the pointer of one of its values. */
    private static Optional<AboutSubject.Chosen> chosen(String id) {
        int sign = id.indexOf('#');
        var pointer = sign < 0 ? Optional.<String>empty() : Optional.of(id.substring(sign + 1));
        return uuid(sign < 0 ? id : id.substring(0, sign)).map(event -> new AboutSubject.Chosen(event, pointer));
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
