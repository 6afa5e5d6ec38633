package org.bailiwick.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.Provider;
import org.springframework.stereotype.Component;

/**
 * Finds out which identities belong to people who sign in here, so that nobody decides about their own access: by the
 * key of their sign-in provider, where the system is that provider or lets it sign people in, or else by a mail address
 * that both have verified.
 * A link once found stays: where in doubt, somebody else decides.
 */
@Component
final class LinkPersons {
    private final Transactions transactions;
    private final CorrelationStore store;
    private final Persons persons;

    LinkPersons(Transactions transactions, CorrelationStore store, Persons persons) {
        this.transactions = transactions;
        this.store = store;
        this.persons = persons;
    }

    /** @param found is told in the transaction that writes a link which was not known */
    void link(TenantId tenant, List<Provider> providers, Consumer<TenantTx> found) {
        var bearers = transactions.worker(tenant, store::bearers);
        var known = new Known(providers);
        var byKey = byKey(bearers, known);
        var byMail = new HashMap<>(transactions.worker(TenantId.MSP, store::personsByMail));
        byMail.putAll(transactions.worker(tenant, store::personsByMail));
        transactions.worker(tenant, tx -> {
            boolean written = false;
            for (var bearer : bearers) {
                var person = person(bearer, known, byKey, byMail)
                        .filter(each -> !Objects.equals(each.value(), bearer.person()));
                person.ifPresent(each -> store.link(tx, bearer.identity(), each));
                written |= person.isPresent();
            }
            if (written) {
                found.accept(tx);
            }
            return written;
        });
    }

    /** Whose key each account bears: a provider and its subject. */
    private record Known(List<Provider> providers) {
        Stream<Key> keys(CorrelationStore.Bearer bearer) {
            var own = Stream.ofNullable(bearer.provider()).map(provider -> new Key(provider, bearer.externalId()));
            var federated = bearer.federatedAs().stream()
                    .flatMap(link -> providers.stream().filter(provider -> provider.issuer().equals(link.issuer()))
                            .map(provider -> new Key(provider.id().value(), link.subject())));
            return Stream.concat(own, federated);
        }
    }

    private record Key(long provider, String subject) {}

    private Map<Key, PersonId> byKey(List<CorrelationStore.Bearer> bearers, Known known) {
        var subjects = bearers.stream().flatMap(known::keys).distinct()
                .collect(Collectors.groupingBy(Key::provider, Collectors.mapping(Key::subject, Collectors.toList())));
        var byKey = new HashMap<Key, PersonId>();
        subjects.forEach((provider, ids) -> persons.withSubjects(new ProviderId(provider), ids)
                .forEach((subject, person) -> byKey.put(new Key(provider, subject), person)));
        return byKey;
    }

    private static Optional<PersonId> person(CorrelationStore.Bearer bearer, Known known, Map<Key, PersonId> byKey,
            Map<String, PersonId> byMail) {
        return known.keys(bearer).flatMap(key -> Stream.ofNullable(byKey.get(key))).findFirst()
                .or(() -> Optional.ofNullable(bearer.mail()).map(byMail::get));
    }
}
