package org.bailiwick.decision;

import java.util.Optional;
import java.util.stream.Collectors;
import org.bailiwick.connector.Inert;

/** What somebody wants to decide, as it was typed or posted; what cannot be shown is replaced before anybody reads it. */
public record DecisionRequest(DecisionKind kind, String justification, Optional<Ticket> ticket) {
    public static final int LONGEST_JUSTIFICATION = 2_000;

    public DecisionRequest {
        justification = words(justification);
    }

    /** A reason as it is read and kept; longer than {@link #LONGEST_JUSTIFICATION} it is refused. */
    public static String words(String typed) {
        return typed.strip().lines().map(line -> Inert.text(line, LONGEST_JUSTIFICATION + 1))
                .collect(Collectors.joining("\n"));
    }

    /** What is wrong with the words themselves, whatever they are about; empty where they can be taken. */
    public Optional<DecisionProblem> problem() {
        if (!kind.offered()) {
            return Optional.of(new DecisionProblem.NotOfferedYet(kind));
        }
        if (justification.isEmpty()) {
            return Optional.of(new DecisionProblem.JustificationMissing());
        }
        if (justification.length() > LONGEST_JUSTIFICATION) {
            return Optional.of(new DecisionProblem.JustificationTooLong(LONGEST_JUSTIFICATION));
        }
        return ticket.filter(given -> !given.whole()).map(half -> new DecisionProblem.TicketIncomplete());
    }
}
