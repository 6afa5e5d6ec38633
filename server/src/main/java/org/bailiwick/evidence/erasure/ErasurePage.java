package org.bailiwick.evidence.erasure;

import java.util.Optional;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.web.Mark;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One erasure: what it is about, as it was fixed when it was asked for, and how far it is.
 *
 * @param name of the data subject as the tenant knows it now; null where it knows none
 * @param held whether a legal hold stands
 * @param further whether these values are not the first ones
 * @param own whether the reader asked for it
 * @param mayNotAnswer why the reader does not answer; null where they may, or there is nothing to answer any more
 */
public record ErasurePage(VisibleTenant tenant, Erasure erasure, Optional<Approval> approval, @Nullable String name,
        boolean held, Erasures.Counts counts, Slice<Erasures.Frozen> values, boolean further, boolean own,
        @Nullable String mayNotAnswer) {
    ErasurePage(VisibleTenant tenant, ErasePersonalData.Standing standing, Slice<Erasures.Frozen> values,
            boolean further, boolean own, @Nullable String mayNotAnswer) {
        this(tenant, standing.erasure(), standing.approval(), standing.name(), standing.held(), standing.counts(),
                values, further, own, mayNotAnswer);
    }

    public String path() {
        return ErasuresPage.path(tenant) + "/" + erasure.publicId();
    }

    public Mark mark() {
        return ErasuresPage.mark(erasure);
    }

    /** For somebody's yes. */
    public boolean waits() {
        return erasure.state() == Erasure.State.ASKED
                && approval.filter(asked -> asked.state() == ApprovalState.REQUESTED).isPresent();
    }

    /** Somebody else may still say no. */
    public boolean refusable() {
        return waits() || erasure.state() == Erasure.State.ORDERED || erasure.state() == Erasure.State.HELD;
    }

    public @Nullable String first() {
        return further ? path() : null;
    }

    public @Nullable String next() {
        return values.nextCursor() == null ? null : path() + "?cursor=" + values.nextCursor();
    }

    /** In plain words. */
    public String standing() {
        return switch (erasure.state()) {
            case ASKED -> waits()
                    ? "It waits for the yes of somebody else who keeps the record. Nothing is erased yet."
                    : "The time to approve it is over, and nothing was erased. Ask for it again.";
            case REFUSED -> "It was refused. Nothing was erased.";
            case WITHDRAWN -> "Who asked for it took it back. Nothing was erased.";
            case ORDERED -> "It is approved and being carried out.";
            case HELD -> "It is approved, and a legal hold keeps everything. It goes on when the hold is lifted.";
            case FAILED -> "Nothing was erased: %s. Ask who runs the server to look into it."
                    .formatted(erasure.problem().orElse("it is not known why"));
            case DONE ->
                "%d values are erased. The entries and their proofs stay; each of these values shows as erased, and as redacted in audit packs."
                        .formatted(erasure.erased());
        };
    }
}
