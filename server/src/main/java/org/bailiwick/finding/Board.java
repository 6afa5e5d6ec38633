package org.bailiwick.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/**
 * The risk board: what is open of each control gap in each tenant that the person may see, worst first. Read from
 * prepared counts, so that a thousand tenants are one short read. The look is on record before anything is read.
 */
@Component
final class Board {
    private final Transactions transactions;
    private final BoardStore store;
    private final OversightLooks looks;

    Board(Transactions transactions, BoardStore store, OversightLooks looks) {
        this.transactions = transactions;
        this.store = store;
        this.looks = looks;
    }

    /** @param search a part of a tenant's name or short name; empty for all */
    List<BoardRow> rows(Permit permit, Scope scope, String search) {
        var shown = scope.tenants().stream().filter(tenant -> matches(tenant, search))
                .collect(Collectors.toMap(VisibleTenant::id, tenant -> tenant));
        if (shown.isEmpty()) {
            return List.of();
        }
        looks.record(permit, "board", shown.keySet());
        var cells = transactions.oversight(shown.keySet(), tx -> store.cells(tx, shown.keySet()));
        return shown.values().stream().filter(tenant -> !tenant.msp() || cells.containsKey(tenant.id()))
                .map(tenant -> row(tenant, cells)).sorted(BoardRow.WORST_FIRST).toList();
    }

    private static BoardRow row(VisibleTenant tenant, Map<TenantId, Map<Rule, BoardCell>> cells) {
        var known = cells.getOrDefault(tenant.id(), Map.of());
        return new BoardRow(tenant, Arrays.stream(Rule.values())
                .map(rule -> known.getOrDefault(rule, BoardCell.neverJudged(rule))).toList());
    }

    private static boolean matches(VisibleTenant tenant, String search) {
        var wanted = search.strip().toLowerCase(Locale.ROOT);
        return tenant.name().toLowerCase(Locale.ROOT).contains(wanted) || tenant.shortName().contains(wanted);
    }
}
