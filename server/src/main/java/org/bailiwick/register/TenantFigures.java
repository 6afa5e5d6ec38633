package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** What a list of tenants tells of each: its systems, and how many identities and privileged grants are known. */
@Component
public final class TenantFigures {
    private final Transactions transactions;
    private final TenantFiguresStore store;

    TenantFigures(Transactions transactions, TenantFiguresStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * @param identities empty where accounts were never read completely from every system
     * @param privileged effective grants of high or critical tier; empty where anything they rest on was never read
     */
    public record Figures(TenantId tenant, List<SystemRead> systems, Optional<Long> identities,
            Optional<Long> privileged) {
        public Figures {
            systems = List.copyOf(systems);
        }

        /** The oldest reading that the identities rest on; empty where accounts were never read. */
        public Optional<Instant> identitiesAt() {
            return oldest(SystemRead::accountsAt);
        }

        public Optional<Instant> privilegedAt() {
            return oldest(SystemRead::completeAt);
        }

        private Optional<Instant> oldest(Function<SystemRead, Optional<Instant>> readAt) {
            return systems.stream().map(readAt).flatMap(Optional::stream).min(Instant::compareTo);
        }
    }

    /**
     * @param state {@code not known}, {@code ready}, {@code refused} or {@code unreachable}
     * @param accountsAt when the accounts were last read completely
     * @param completeAt the oldest among the last complete readings of the kinds that grants rest on
     */
    public record SystemRead(TenantId tenant, String name, String state, Optional<String> problem,
            Optional<Instant> accountsAt, Optional<Instant> completeAt) {}

    /** A tenant without a system has figures that know nothing. */
    public Map<TenantId, Figures> of(Set<TenantId> tenants) {
        if (tenants.isEmpty()) {
            return Map.of();
        }
        return transactions.oversight(tenants, tx -> {
            var systems = store.systems(tx, tenants).stream().collect(Collectors.groupingBy(SystemRead::tenant));
            var counts = store.counts(tx, tenants).stream()
                    .collect(Collectors.toMap(TenantFiguresStore.Counts::tenant, Function.identity()));
            return tenants.stream().collect(Collectors.toMap(Function.identity(),
                    tenant -> figures(tenant, systems.getOrDefault(tenant, List.of()),
                            counts.getOrDefault(tenant, TenantFiguresStore.Counts.none(tenant)))));
        });
    }

    private static Figures figures(TenantId tenant, List<SystemRead> systems, TenantFiguresStore.Counts counts) {
        boolean accounts = !systems.isEmpty() && systems.stream().allMatch(read -> read.accountsAt().isPresent());
        boolean grants = !systems.isEmpty() && systems.stream().allMatch(read -> read.completeAt().isPresent());
        return new Figures(tenant, systems, accounts ? Optional.of(counts.identities()) : Optional.empty(),
                grants ? Optional.of(counts.privileged()) : Optional.empty());
    }
}
