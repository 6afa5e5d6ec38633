package org.bailiwick.decision;

import java.util.Optional;

/** What somebody wants to decide, as it was typed or posted. */
public record DecisionRequest(DecisionKind kind, String justification, Optional<Ticket> ticket) {
    public DecisionRequest {
        justification = justification.strip();
    }
}
