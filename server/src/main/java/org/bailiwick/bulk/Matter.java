package org.bailiwick.bulk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.web.Refusal;

/**
 * Something that is no grant and can be decided in bulk.
 *
 * @param about what kind of thing it concerns, in a word
 * @param severity in a word
 * @param reasons what is kept, in sentences
 * @param accounts and {@code systems}: inside ids of what it touches; {@code identities}: public ids
 * @param own whether it concerns whoever decides
 * @param problem why it cannot be decided this way
 */
public record Matter(UUID id, String title, String about, String severity, List<String> reasons, Set<Long> accounts,
        Set<UUID> identities,
        Set<Long> systems, boolean own, Optional<Refusal> problem) {
    public Matter {
        reasons = List.copyOf(reasons);
        accounts = Set.copyOf(accounts);
        identities = Set.copyOf(identities);
        systems = Set.copyOf(systems);
    }
}
