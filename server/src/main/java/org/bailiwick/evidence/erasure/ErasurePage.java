package org.bailiwick.evidence.erasure;

import java.util.Optional;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.web.Mark;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One erasure: what it is about, and how far it is.
 *
 * @param name of the data subject as the tenant knows it now; null where it knows none
 * @param held whether a legal hold stands
 * @param mayNotAnswer why the reader does not answer; null where they may, or nothing waits for an answer
 */
public record ErasurePage(VisibleTenant tenant, Erasure erasure, Optional<Approval> approval, @Nullable String name,
        boolean held, @Nullable String mayNotAnswer) {
    public String path() {
        return ErasuresPage.path(tenant) + "/" + erasure.publicId();
    }

    public Mark mark() {
        return ErasuresPage.mark(erasure);
    }

    public boolean waits() {
        return erasure.state() == Erasure.State.ASKED
                && approval.filter(asked -> asked.state() == ApprovalState.REQUESTED).isPresent();
    }

    /** In plain words. */
    public String standing() {
        return switch (erasure.state()) {
            case ASKED -> waits()
                    ? "It waits for the yes of somebody else who keeps the record. Nothing is erased yet."
                    : "The time to approve it is over, and nothing was erased. Ask for it again.";
            case REFUSED -> "It was refused. Nothing was erased.";
            case ORDERED -> "It is approved and being carried out.";
            case HELD -> "It is approved, and a legal hold keeps everything. It goes on when the hold is lifted.";
            case DONE ->
                "%d values are erased. The entries and their proofs stay; each of these values shows as erased, and as redacted in audit packs."
                        .formatted(erasure.erased());
        };
    }
}
