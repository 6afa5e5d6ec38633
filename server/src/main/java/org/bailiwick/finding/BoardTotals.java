package org.bailiwick.finding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bailiwick.platform.TenantId;

/**
 * What the board says of all its tenants together, however few of them a page shows.
 *
 * @param notKnown tenants of which not everything is known
 * @param oldest the oldest reading that any of the numbers rests on; empty where nothing was judged yet
 */
public record BoardTotals(int tenants, long notKnown, Optional<Instant> oldest, List<BoardGap> gaps) {
    static final BoardTotals NONE = new BoardTotals(0, 0, Optional.empty(), List.of());

    public BoardTotals {
        gaps = List.copyOf(gaps);
    }

    static BoardTotals of(Collection<TenantId> tenants, BoardSums sums) {
        var rules = Arrays.asList(Rule.values());
        return new BoardTotals(tenants.size(),
                tenants.stream().filter(tenant -> sums.of(tenant).complete() < rules.size()).count(),
                rules.stream().map(rule -> sums.of(rule).oldest()).filter(Objects::nonNull).min(Instant::compareTo),
                rules.stream().map(rule -> BoardGap.of(rule, sums.of(rule), tenants.size())).toList());
    }
}
