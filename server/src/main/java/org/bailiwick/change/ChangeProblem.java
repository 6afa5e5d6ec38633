package org.bailiwick.change;

import java.util.UUID;

/** Why a change was not executed. */
public sealed interface ChangeProblem {
    record NotFound(UUID change) implements ChangeProblem {}

    record NotExecutable(ChangeOrder order) implements ChangeProblem {
        /** What it is doing instead, and what to do next. */
        public String why() {
            return switch (order.state()) {
                case PLANNED -> "nobody has agreed to it yet; decide first";
                case AUTHORISED, INTENT, SENT, ACCEPTED -> "it is being carried out already; watch its state";
                case UNKNOWN, UNREACHABLE, NOT_PROVEN ->
                    "its effect is not known, so it is read again first; wait until it is verified or still effective";
                case REFUSED -> "the system refused it and it has ended; decide about the grant again";
                case VERIFIED -> "it is verified, there is nothing left to do";
                case UNDONE -> "it was undone; decide about the grant again";
                case STILL_EFFECTIVE ->
                    throw new IllegalStateException("a change that is still effective is executable");
            };
        }
    }
}
