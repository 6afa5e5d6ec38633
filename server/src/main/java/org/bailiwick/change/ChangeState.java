package org.bailiwick.change;

/** How far a change is: decided, applied and verified are three different facts (DESIGN section 2). */
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

    public static ChangeState of(String text) {
        for (var state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("`%s` is no state of a change".formatted(text));
    }
}
