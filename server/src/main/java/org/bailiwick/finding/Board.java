package org.bailiwick.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The risk board: what is open of each control gap in each tenant that the person may see, worst first. Read from
 * prepared counts: sums of all tenants, and the cells of those that are shown. The look is on record before.
 */
@Component
final class Board {
    private final Transactions transactions;
    private final BoardStore store;
    private final TrendStore trends;
    private final OversightLooks looks;

    Board(Transactions transactions, BoardStore store, TrendStore trends, OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.trends = trends;
        this.looks = looks;
    }

    /**
     * @param search a part of a tenant's name or short name; empty for all
     * @param after where the part before ended; null for the worst
     */
    BoardPart part(Permit permit, Scope scope, String search, @Nullable BoardPlace after, int limit) {
        var named = scope.named(search).tenants().stream()
                .collect(Collectors.toMap(VisibleTenant::id, tenant -> tenant));
        var readable = looks.into(permit, "board", named.keySet());
        if (readable.isEmpty()) {
            return BoardPart.EMPTY;
        }
        named.keySet().retainAll(readable);
        return transactions.oversight(readable, tx -> part(tx, named, after, limit));
    }

    /** The whole board, for a file. */
    List<BoardRow> rows(Permit permit, Scope scope, String search) {
        return part(permit, scope, search, null, Integer.MAX_VALUE).rows();
    }

    private BoardPart part(ReadTx tx, Map<TenantId, VisibleTenant> visible, @Nullable BoardPlace after, int limit) {
        var sums = store.sums(tx, visible.keySet());
        var board = visible.values().stream()
                .filter(tenant -> !tenant.msp() || sums.byTenant().containsKey(tenant.id()))
                .collect(Collectors.toMap(VisibleTenant::id, tenant -> place(tenant, sums.of(tenant.id()))));
        var left = board.entrySet().stream().filter(each -> after == null || each.getValue().compareTo(after) > 0)
                .sorted(Map.Entry.comparingByValue()).toList();
        var shown = left.subList(0, Math.min(limit, left.size()));
        var ids = shown.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        var cells = store.cells(tx, ids);
        var weekAgo = trends.weekAgo(tx, ids);
        return new BoardPart(
                shown.stream()
                        .map(each -> new BoardRow(Objects.requireNonNull(visible.get(each.getKey())), each.getValue(),
                                cells(cells.getOrDefault(each.getKey(), Map.of()),
                                        weekAgo.getOrDefault(each.getKey(), Map.of()))))
                        .toList(),
                board.size() - left.size(), BoardTotals.of(board.keySet(), sums));
    }

    private static BoardPlace place(VisibleTenant tenant, BoardSums.Sum sum) {
        return new BoardPlace(sum.critical(), sum.high(), sum.weight(), Rule.values().length - sum.complete(),
                tenant.name(), tenant.shortName());
    }

    private static List<BoardCell> cells(Map<Rule, BoardCell> known, Map<Rule, Long> weekAgo) {
        return Arrays.stream(Rule.values())
                .map(rule -> known.getOrDefault(rule, BoardCell.neverJudged(rule)).comparedTo(weekAgo.get(rule)))
                .toList();
    }
}
