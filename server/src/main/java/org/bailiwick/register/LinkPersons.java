package org.bailiwick.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bailiwick.authority.Persons;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * Finds out which identities belong to people who sign in here, so that nobody decides about their own access: by the
 * key of their sign-in provider, where the system is that provider, or else by a mail address that both have verified.
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

    /** @return whether a link was found that was not known */
    boolean link(TenantId tenant) {
        var bearers = transactions.worker(tenant, store::bearers);
        var byKey = byKey(bearers);
        var byMail = new HashMap<>(transactions.worker(TenantId.MSP, store::personsByMail));
        byMail.putAll(transactions.worker(tenant, store::personsByMail));
        return transactions.worker(tenant, tx -> {
            boolean found = false;
            for (var bearer : bearers) {
                var person = person(bearer, byKey, byMail)
                        .filter(each -> !Objects.equals(each.value(), bearer.person()));
                person.ifPresent(each -> store.link(tx, bearer.identity(), each));
                found |= person.isPresent();
            }
            return found;
        });
    }

    private Map<Long, Map<String, PersonId>> byKey(List<CorrelationStore.Bearer> bearers) {
        var subjects = bearers.stream().filter(bearer -> bearer.provider() != null)
                .collect(Collectors.groupingBy(bearer -> Objects.requireNonNull(bearer.provider()),
                        Collectors.mapping(CorrelationStore.Bearer::externalId, Collectors.toList())));
        var byKey = new HashMap<Long, Map<String, PersonId>>();
        subjects.forEach(
                (provider, ids) -> byKey.put(provider, persons.withSubjects(new ProviderId(provider), ids)));
        return byKey;
    }

    private static Optional<PersonId> person(CorrelationStore.Bearer bearer, Map<Long, Map<String, PersonId>> byKey,
            Map<String, PersonId> byMail) {
        if (bearer.provider() != null) {
            var known = byKey.getOrDefault(bearer.provider(), Map.of()).get(bearer.externalId());
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.ofNullable(bearer.mail()).map(byMail::get);
    }
}
