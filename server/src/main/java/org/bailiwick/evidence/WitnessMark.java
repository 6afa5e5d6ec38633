package org.bailiwick.evidence;

import org.bailiwick.ledger.log.WitnessStanding;
import org.bailiwick.web.Mark;

/** How the standing of a witness is shown; only what a witness has signed itself is more than not known. */
public final class WitnessMark {
    private WitnessMark() {}

    public static Mark mark(WitnessStanding standing) {
        if (removed(standing)) {
            return Mark.UNKNOWN;
        }
        return switch (standing.state()) {
            case COSIGNED -> Mark.PLAIN;
            case REFUSED -> Mark.CRITICAL;
            case NO_ANSWER, NOT_ASKED -> Mark.UNKNOWN;
        };
    }

    public static String word(WitnessStanding standing) {
        if (removed(standing)) {
            return "removed";
        }
        return switch (standing.state()) {
            case COSIGNED -> "cosigned";
            case REFUSED -> "refuses this log";
            case NO_ANSWER -> "not known";
            case NOT_ASKED -> "not asked yet";
        };
    }

    /** What it said before stays true of that time, and a refusal stands until it is taken back. */
    private static boolean removed(WitnessStanding standing) {
        return standing.removedAt() != null && !standing.refuses();
    }
}
