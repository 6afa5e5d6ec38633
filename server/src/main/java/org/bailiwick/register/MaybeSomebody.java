package org.bailiwick.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Who may be somebody and waits for a person's word: until it is said nobody knows, so whoever asks after somebody's access
 * must say "not known" there, and never "none".
 */
@Component
public final class MaybeSomebody {
    private final ProposalStore store;

    MaybeSomebody(ProposalStore store) {
        this.store = store;
    }

    /** By what people are recognised elsewhere, by their subject. Names and addresses of several tenants: not to be shown. */
    public static final class Marks {
        private final Map<UUID, List<Resemblance.Account>> accounts;

        private Marks(Map<UUID, List<Resemblance.Account>> accounts) {
            this.accounts = accounts;
        }

        private boolean resembles(Resemblance.Account other) {
            return accounts.values().stream().flatMap(List::stream)
                    .anyMatch(own -> !Resemblance.between(own, other).isEmpty());
        }
    }

    /**
     * An account in use that may be somebody's.
     *
     * @param identity inside id
     * @param inUse whether it can be signed in to, as far as the system says
     * @param holds whether it effectively holds anything
     */
    public record Undecided(TenantId tenant, long identity, String username, boolean inUse, boolean holds) {}

    /** Of these subjects, over the estate. */
    public Marks marks(ReadTx tx, Set<UUID> subjects) {
        return subjects.isEmpty() ? new Marks(Map.of()) : new Marks(store.accounts(tx, subjects));
    }

    /** In one tenant, in the order of account names. */
    public List<Undecided> in(TenantTx tx, Marks marks) {
        return marks.accounts.isEmpty()
                ? List.of()
                : undecided(store.candidates(tx::sql, Set.of(tx.tenant()), marks.accounts), marks);
    }

    /** Over the estate, by tenant. */
    public Map<TenantId, List<Undecided>> everywhere(ReadTx tx, Set<UUID> subjects) {
        var marks = marks(tx, subjects);
        return marks.accounts.isEmpty()
                ? new HashMap<>()
                : undecided(store.candidates(tx::sql, Set.of(), marks.accounts), marks).stream()
                        .collect(Collectors.groupingBy(Undecided::tenant));
    }

    private static List<Undecided> undecided(List<ProposalStore.Candidate> candidates, Marks marks) {
        return candidates.stream().filter(each -> marks.resembles(each.account()))
                .map(each -> new Undecided(each.tenant(), each.identity(), each.account().username(), each.inUse(),
                        each.holds()))
                .toList();
    }
}
