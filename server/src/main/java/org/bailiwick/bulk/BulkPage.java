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
 * @param typed the reason that was typed and not taken
 * @param error why it was not taken; null where nothing was sent
 */
public record BulkPage(VisibleTenant tenant, BulkDecision bulk, @Nullable Preview waiting,
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

    /** A page shows the first of very many; the API has all. */
    public List<Preview.Line> lines() {
        return waiting == null ? List.of() : waiting.lines().stream().limit(MOST_LINES).toList();
    }

    /** How it stands, for people. */
    public String standing() {
        return switch (bulk.state()) {
            case ASKED -> "waits for a second person";
            case RUNNING -> "running";
            case DONE -> bulk.counts().refused() == 0 ? "decided" : "decided in part";
            case REFUSED -> "refused";
            case WITHDRAWN -> "withdrawn";
        };
    }
}
