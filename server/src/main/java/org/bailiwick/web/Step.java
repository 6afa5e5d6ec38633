package org.bailiwick.web;

import java.util.List;

/**
 * Decided, applied, verified: three different facts, each with its own word and look. Only verification, a reading back
 * of the system, is ever shown as clear.
 *
 * @param note what holds of this step now, for people who do not see the colour
 */
public record Step(String label, Mark mark, String note) {
    private static final Step DECIDED = new Step("Decided", Mark.PLAIN, "done");
    private static final Step APPLIED = new Step("Applied", Mark.PLAIN, "the system accepted it");
    private static final Step APPLIED_OR_NOT = new Step("Applied", Mark.UNKNOWN, "not known");
    private static final Step NOT_APPLIED = new Step("Applied", Mark.WAITING, "not yet");
    private static final Step NOT_VERIFIED = new Step("Verified", Mark.WAITING, "not yet");

    /**
     * @param accepted whether the system ever answered that it accepted the change
     */
    public static List<Step> of(String changeState, boolean accepted) {
        var applied = accepted ? APPLIED : APPLIED_OR_NOT;
        return switch (changeState) {
            case "planned" -> List.of(new Step("Decided", Mark.WAITING, "not yet"), NOT_APPLIED, NOT_VERIFIED);
            case "authorised" -> List.of(DECIDED, NOT_APPLIED, NOT_VERIFIED);
            case "intent", "sent" -> List.of(DECIDED, new Step("Applied", Mark.WAITING, "under way"), NOT_VERIFIED);
            case "accepted" -> List.of(DECIDED, APPLIED, new Step("Verified", Mark.WAITING, "being read back"));
            case "verified" -> List.of(DECIDED, new Step("Applied", Mark.PLAIN, "done"),
                    new Step("Verified", Mark.CLEAR, "read back from the system"));
            case "still effective" ->
                List.of(DECIDED, applied, new Step("Still effective", Mark.CRITICAL, "the reading back found it"));
            case "refused" -> List.of(DECIDED, new Step("Refused", Mark.FAILED, "by the system"), NOT_VERIFIED);
            case "unreachable" ->
                List.of(DECIDED, applied, new Step("Unreachable", Mark.UNKNOWN, "it could not be read back"));
            case "not proven" ->
                List.of(DECIDED, applied, new Step("Not proven", Mark.UNKNOWN, "the reading back proved nothing"));
            case "undone" -> List.of(DECIDED, new Step("Undone", Mark.PLAIN, "taken back"), NOT_VERIFIED);
            default -> List.of(DECIDED, APPLIED_OR_NOT, new Step("Verified", Mark.WAITING, "to be read back"));
        };
    }
}
