package org.bailiwick.lifecycle;

import org.bailiwick.web.Mark;

/** Where a leaver case stands in a tenant, worst first, each with what to do next. Only ended is ever clear. */
public enum Stand {
    STILL_EFFECTIVE("still effective", Mark.CRITICAL,
            "open the change: the read-back says over which path; remove that, or have it carried out once more"), //
    EFFECTIVE_AGAIN("effective again", Mark.CRITICAL,
            "it came back after it was proven gone; order what is left"), //
    REFUSED("refused by the system", Mark.FAILED,
            "read why in the change, then order what is left"), //
    REFUSED_BY_TENANT("refused by the tenant", Mark.FAILED,
            "talk to the tenant's approver, then order what is left"), //
    EXPIRED("not answered in time", Mark.FAILED,
            "order what is left; the tenant's approver is asked again"), //
    NOT_PERMITTED("not permitted", Mark.FAILED,
            "somebody who may end the access of leavers in this tenant orders what is left"), //
    FOUND("found since", Mark.HIGH,
            "look at what was found after the case was opened, then order what is left"), //
    OWN_DIRECTORY("enabled in the own directory", Mark.HIGH,
            "disable the account in your own directory and have it read again"), //
    UNREACHABLE("unreachable", Mark.UNKNOWN,
            "it is tried again by itself; see to it that the system answers"), //
    NOT_PROVEN("not proven", Mark.UNKNOWN,
            "it is read again by itself; open the change to see what is missing"), //
    NOT_KNOWN("not known", Mark.UNKNOWN,
            "connect the tenant's system or have it read completely"), //
    WAITS_FOR_WORD("not known: waits for a word", Mark.UNKNOWN,
            "say whose the accounts are that may be theirs, in the list of who waits for a word"), //
    TAKEN_OUT("taken out of the case", Mark.UNKNOWN,
            "nothing in this case; below it says who took it out and why, and puts it back"), //
    AWAITING_APPROVAL("awaiting approval", Mark.WAITING,
            "an approver of the tenant answers"), //
    WAITING_FOR_OPERATOR("waiting for an operator", Mark.WAITING,
            "an operator orders the execution in the change"), //
    UNDER_WAY("under way", Mark.WAITING,
            "nothing; it goes on by itself"), //
    BEING_READ("being read again", Mark.WAITING,
            "nothing; the next complete reading shows whether anything is left"), //
    ENDED("ended", Mark.CLEAR,
            "nothing");

    private final String text;
    private final Mark mark;
    private final String next;

    Stand(String text, Mark mark, String next) {
        this.text = text;
        this.mark = mark;
        this.next = next;
    }

    public String text() {
        return text;
    }

    public Mark mark() {
        return mark;
    }

    public String next() {
        return next;
    }

    /** Whether somebody has to order it anew. */
    public boolean toBeOrdered() {
        return switch (this) {
            case EFFECTIVE_AGAIN, REFUSED, REFUSED_BY_TENANT, EXPIRED, NOT_PERMITTED, FOUND -> true;
            case STILL_EFFECTIVE, OWN_DIRECTORY, UNREACHABLE, NOT_PROVEN, NOT_KNOWN, WAITS_FOR_WORD, TAKEN_OUT,
                    AWAITING_APPROVAL,
                    WAITING_FOR_OPERATOR, UNDER_WAY, BEING_READ, ENDED ->
                false;
        };
    }

    /** Whether the case has nothing more to do there; only {@link #ENDED} is proven. */
    boolean over() {
        return this == ENDED || this == TAKEN_OUT;
    }

    /** Whether it moves by itself within seconds. */
    boolean moving() {
        return this == UNDER_WAY || this == BEING_READ;
    }

    static Stand of(String text) {
        for (var stand : values()) {
            if (stand.text.equals(text)) {
                return stand;
            }
        }
        throw new IllegalArgumentException("`%s` says nowhere how a case stands".formatted(text));
    }
}
