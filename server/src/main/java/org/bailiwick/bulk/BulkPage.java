package org.bailiwick.bulk;

import java.util.List;
import java.util.Optional;
import org.bailiwick.approval.Approval;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One bulk: what waits for an answer, or how far it is and what became of each item.
 *
 * @param waiting what it would do now; null where it waits for nobody
 * @param items what became of them, where it does not wait
 * @param mayNotAnswer why the person cannot answer; null where they can
 * @param mine whether the person asked for it, and so may take it back
 * @param from how many lines of what waits stand before those that are shown
 * @param typed the reason that was typed and not taken
 * @param error why it was not taken; null where nothing was sent
 */
public record BulkPage(VisibleTenant tenant, BulkDecision bulk, @Nullable Preview waiting, int from,
        Optional<Approval> approval, List<BulkItem> items, @Nullable String first, @Nullable String next,
        @Nullable String mayNotAnswer, boolean mine, String typed, @Nullable String error) {
    static final int MOST_LINES = 200;

    public BulkPage {
        items = List.copyOf(items);
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public String path() {
        return "%s/decisions/%s".formatted(home(), bulk.publicId());
    }

    public boolean running() {
        return bulk.state() == BulkState.RUNNING;
    }

    /** Of very many, those from {@code from} on: whoever answers can see each of them. */
    public List<Preview.Line> lines() {
        return waiting == null ? List.of() : waiting.lines().stream().skip(from).limit(MOST_LINES).toList();
    }

    /** For example {@code 201 to 400 of 1234}. */
    public String window() {
        int all = waiting == null ? 0 : waiting.lines().size();
        return all <= MOST_LINES
                ? Integer.toString(all)
                : "%d to %d of %d".formatted(from + 1, from + lines().size(), all);
    }

    public @Nullable String firstLines() {
        return from > 0 ? path() : null;
    }

    public @Nullable String furtherLines() {
        int next = from + MOST_LINES;
        return waiting != null && next < waiting.lines().size() ? "%s?from=%d".formatted(path(), next) : null;
    }
}
