package org.bailiwick.change;

import java.util.Arrays;
import java.util.UUID;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Pages of a tenant's changes, newest first, for API and console alike. */
@Component
final class ChangeLists {
    private final Transactions transactions;
    private final Changes changes;
    private final Cursors cursors;

    ChangeLists(Transactions transactions, Changes changes, Cursors cursors) {
        this.transactions = transactions;
        this.changes = changes;
        this.cursors = cursors;
    }

    /** @param state the only state wanted, as the API says it; null for all */
    Slice<ChangeOrder> page(VisibleTenant tenant, Paging paging, @Nullable String state) {
        var wanted = state == null ? null : state(state);
        var list = "changes/%d/%s".formatted(tenant.id().value(), state == null ? "" : state);
        var after = paging.cursor() == null
                ? null
                : UUID.fromString(cursors.read(list, paging.cursor()).getFirst());
        var found = transactions.tenant(tenant.id(), tx -> changes.list(tx, wanted, after, paging.limit() + 1));
        var shown = found.subList(0, Math.min(found.size(), paging.limit()));
        return new Slice<>(shown, found.size() == shown.size()
                ? null
                : cursors.write(list, shown.getLast().publicId().toString()));
    }

    private static ChangeState state(String text) {
        return Arrays.stream(ChangeState.values()).filter(state -> state.text().equals(text)).findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
                        "parameter is not valid",
                        "`%s` is no state of a change; see the API description".formatted(text))));
    }
}
