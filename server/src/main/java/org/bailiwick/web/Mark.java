package org.bailiwick.web;

import java.util.Locale;

/**
 * How a state or a risk is shown: a colour and a shape beside its word, never a colour alone. A word that is not listed
 * gets the look of what is not known, so nothing new ever appears in green.
 */
public enum Mark {
    CRITICAL("diamond"), HIGH("triangle"), MODERATE("square"), LOW("circle"), CLEAR("tick"), UNKNOWN("question"), PLAIN(
            "dot"), WAITING("ring"), FAILED("cross");

    private final String shape;

    Mark(String shape) {
        this.shape = shape;
    }

    public String shape() {
        return shape;
    }

    /** The name of its style class. */
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For a tier of the catalogue. */
    public static Mark ofTier(String tier) {
        return switch (tier) {
            case "critical" -> CRITICAL;
            case "high" -> HIGH;
            case "moderate" -> MODERATE;
            case "low" -> LOW;
            default -> UNKNOWN;
        };
    }

    /** For a state of a change, a snapshot or a connection. Only what was read back is ever clear. */
    public static Mark ofState(String state) {
        return switch (state) {
            case "verified" -> CLEAR;
            case "still effective" -> CRITICAL;
            case "refused", "failed" -> FAILED;
            case "decided", "applied", "accepted", "ready", "complete", "kept", "undone" -> PLAIN;
            case "planned", "authorised", "intent", "sent", "requested", "running" -> WAITING;
            case "partial" -> MODERATE;
            default -> UNKNOWN;
        };
    }
}
