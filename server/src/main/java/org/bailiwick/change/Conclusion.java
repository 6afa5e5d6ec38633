package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a read means for a change, without I/O. Empty where it brings no news. A change the system never confirmed goes
 * out again once a read has shown that its membership is untouched: informed, not blind, and not for ever.
 */
final class Conclusion {
    /** After this many lost answers it stays still effective and waits for an operator. */
    static final int MOST_LOST_ANSWERS = 3;
    private static final int MOST_PATHS_IN_WORDS = 3;

    private Conclusion() {}

    /** @param lostAnswers how often the change became unknown so far */
    static Optional<ChangeStep> of(ChangeOrder order, Verdict verdict, Instant now, int lostAnswers) {
        var due = order.state().unproven() ? order.dueAt().orElse(now) : now.plus(Patience.OWNER);
        return switch (verdict) {
            case Verdict.Ended ended -> Optional.of(ChangeStep.from(order, ChangeState.VERIFIED).read(now, List.of())
                    .applied(inTheEnd(order)).because(ended(order)));
            case Verdict.Held held when goesOutAgain(order, held, lostAnswers) -> Optional
                    .of(ChangeStep.from(order, ChangeState.AUTHORISED).read(now, held.paths()).due(now)
                            .because("a read shows that nothing was changed, so it goes out again"));
            case Verdict.Held held -> Optional
                    .of(ChangeStep.from(order, ChangeState.STILL_EFFECTIVE).read(now, held.paths()).due(due)
                            .because(held(order.readPlan(), held)))
                    .filter(step -> isNews(order, step));
            case Verdict.Unreachable away -> Optional.of(ChangeStep.from(order, ChangeState.UNREACHABLE)
                    .read(now, order.foundPaths()).due(due).because(away.reason()))
                    .filter(step -> isNews(order, step));
            case Verdict.NotProven unclear -> Optional.of(ChangeStep.from(order, ChangeState.NOT_PROVEN)
                    .read(now, order.foundPaths()).due(due).because(unclear.reason()))
                    .filter(step -> isNews(order, step));
        };
    }

    private static boolean goesOutAgain(ChangeOrder order, Verdict.Held held, int lostAnswers) {
        return order.state() != ChangeState.STILL_EFFECTIVE && order.applied() != Applied.YES
                && lostAnswers < MOST_LOST_ANSWERS
                && untouched(order.readPlan(), held);
    }

    private static boolean untouched(Plan plan, Verdict.Held held) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> FoundPaths.beginAt(removal.edge().key(), held.paths());
            case Plan.SetAccount account -> true;
        };
    }

    /** The same state with the same paths is no news; nor does a failed read hide access that was seen. */
    private static boolean isNews(ChangeOrder order, ChangeStep step) {
        if (order.state() == ChangeState.STILL_EFFECTIVE) {
            return step.to() == ChangeState.STILL_EFFECTIVE && !step.foundPaths().equals(order.foundPaths());
        }
        return step.to() != order.state();
    }

    /** What was sent by an execution before this one may be what took effect. */
    private static Applied inTheEnd(ChangeOrder order) {
        return order.applied() == Applied.NO && order.maybeTaken() ? Applied.NOT_KNOWN : order.applied();
    }

    private static String ended(ChangeOrder order) {
        var shown = "two reads in a row show that " + switch (order.readPlan()) {
            case Plan.RemoveMembership removal -> "the access has ended";
            case Plan.SetAccount account -> "the account is " + account.wanted().text();
        };
        return switch (inTheEnd(order)) {
            case YES -> shown;
            case NO -> shown + "; nothing was sent this time, it is so without it";
            case NOT_KNOWN -> shown + "; whether by this change is not known";
        };
    }

    private static String held(Plan plan, Verdict.Held held) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> held(held);
            case Plan.SetAccount account -> "a read still shows the account " + account.wanted().before();
        };
    }

    private static String held(Verdict.Held held) {
        if (held.paths().isEmpty()) {
            return "a read still shows the access, without the path to it";
        }
        var words = held.paths().stream().limit(MOST_PATHS_IN_WORDS).map(FoundPaths::words).toList();
        int more = held.paths().size() - words.size();
        return "a read still shows the access through " + String.join(", and through ", words)
                + (more > 0 ? ", and through %d more".formatted(more) : "");
    }
}
