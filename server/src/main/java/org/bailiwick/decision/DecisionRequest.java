package org.bailiwick.decision;

import java.util.Optional;
import java.util.stream.Collectors;
import org.bailiwick.connector.Inert;

/** What somebody wants to decide, as it was typed or posted; what cannot be shown is replaced before anybody reads it. */
public record DecisionRequest(DecisionKind kind, String justification, Optional<Ticket> ticket) {
    static final int LONGEST_JUSTIFICATION = 2_000;

    public DecisionRequest {
        justification = justification.strip().lines().map(line -> Inert.text(line, LONGEST_JUSTIFICATION + 1))
                .collect(Collectors.joining("\n"));
    }
}
