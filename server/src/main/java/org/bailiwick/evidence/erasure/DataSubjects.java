package org.bailiwick.evidence.erasure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Finds the data subject that somebody names by kind and id. */
@Component
final class DataSubjects {
    private final DataSubjectStore store;
    private final Persons persons;

    DataSubjects(DataSubjectStore store, Persons persons) {
        this.store = store;
        this.persons = persons;
    }

    /** @param people whom a provider calls so, read before this transaction */
    record Named(String kind, String id, List<PersonId> people) {}

    /** Outside a transaction, because persons are read as at sign-in. */
    Named named(String kind, String id) {
        return new Named(kind, id.strip(), kind.equals("person") ? persons.withSubject(id.strip()) : List.of());
    }

    Optional<DataSubject> find(TenantTx tx, Named named) {
        return switch (named.kind()) {
            case "person" -> store.person(tx, named.id(), named.people().stream().map(PersonId::value).toList());
            case "identity" -> uuid(named.id()).flatMap(id -> store.identity(tx, id));
            case "account" -> uuid(named.id()).flatMap(id -> store.account(tx, id));
            default -> Optional.empty();
        };
    }

    private static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
