package org.bailiwick.evidence;

import org.bailiwick.ledger.log.WitnessStanding;
import org.bailiwick.web.Mark;

/** How the standing of a witness is shown; only what a witness has signed itself is more than not known. */
public final class WitnessMark {
    private WitnessMark() {}

    public static Mark mark(WitnessStanding standing) {
        return switch (standing.state()) {
            case COSIGNED -> Mark.PLAIN;
            case REFUSED -> Mark.CRITICAL;
            case NO_ANSWER, NOT_ASKED -> Mark.UNKNOWN;
        };
    }

    public static String word(WitnessStanding standing) {
        return switch (standing.state()) {
            case COSIGNED -> "cosigned";
            case REFUSED -> "refuses this log";
            case NO_ANSWER -> "not known";
            case NOT_ASKED -> "not asked yet";
        };
    }
}
