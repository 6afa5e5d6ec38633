package org.bailiwick.change;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far a change is: decided, applied and verified are three different facts (DESIGN section 2). Only reading the
 * tenant's system again leads to {@link #VERIFIED}; what the system answered never does.
 */
public enum ChangeState {
    PLANNED("planned"), AUTHORISED("authorised"), INTENT("intent"), SENT("sent"), ACCEPTED("accepted"), UNKNOWN(
            "unknown"), REFUSED("refused"), VERIFIED("verified"), STILL_EFFECTIVE(
                    "still effective"), UNREACHABLE("unreachable"), NOT_PROVEN("not proven"), UNDONE("undone");

    private final String text;

    ChangeState(String text) {
        this.text = text;
    }

    /** As in database, API and console. */
    public String text() {
        return text;
    }

    /**
     * The states that may follow. Authorised follows again where it is certain that nothing is in effect: the system
     * asked to wait, a read-back showed it, or an operator executes a change that is still effective once more.
     * A known "still effective" is never hidden behind a later read that could not be made.
     */
    Set<ChangeState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(AUTHORISED);
            case AUTHORISED -> EnumSet.of(AUTHORISED, INTENT, UNREACHABLE);
            case INTENT -> EnumSet.of(SENT, UNKNOWN);
            case SENT -> EnumSet.of(ACCEPTED, UNKNOWN, REFUSED, AUTHORISED, UNREACHABLE);
            case ACCEPTED -> EnumSet.of(VERIFIED, STILL_EFFECTIVE, UNREACHABLE, NOT_PROVEN);
            case UNKNOWN -> EnumSet.of(VERIFIED, STILL_EFFECTIVE, UNREACHABLE, NOT_PROVEN, AUTHORISED);
            case UNREACHABLE -> EnumSet.of(VERIFIED, STILL_EFFECTIVE, NOT_PROVEN, AUTHORISED);
            case NOT_PROVEN -> EnumSet.of(VERIFIED, STILL_EFFECTIVE, UNREACHABLE, AUTHORISED);
            case STILL_EFFECTIVE -> EnumSet.of(VERIFIED, STILL_EFFECTIVE, AUTHORISED);
            case VERIFIED -> EnumSet.of(UNDONE);
            case REFUSED, UNDONE -> EnumSet.noneOf(ChangeState.class);
        };
    }

    /** Nothing more happens by itself; another decision on the same grant may order another change. */
    public boolean ended() {
        return switch (this) {
            case VERIFIED, REFUSED, UNDONE -> true;
            case PLANNED, AUTHORISED, INTENT, SENT, ACCEPTED, UNKNOWN, STILL_EFFECTIVE, UNREACHABLE, NOT_PROVEN ->
                false;
        };
    }

    /** Sent out, or tried, and no read has shown the effect: has an owner and a clock and is read again. */
    public boolean unproven() {
        return switch (this) {
            case UNKNOWN, STILL_EFFECTIVE, UNREACHABLE, NOT_PROVEN -> true;
            case PLANNED, AUTHORISED, INTENT, SENT, ACCEPTED, VERIFIED, REFUSED, UNDONE -> false;
        };
    }

    public static ChangeState of(String text) {
        for (var state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("`%s` is no state of a change".formatted(text));
    }
}
