package org.bailiwick.change;

/** The second of the three facts: whether the tenant's system took the change. That it has an effect is the third. */
public enum Applied {
    NO("no"), NOT_KNOWN("not known"), YES("yes");

    private final String text;

    Applied(String text) {
        this.text = text;
    }

    /** As in database, API and console. */
    public String text() {
        return text;
    }

    static Applied of(String text) {
        return switch (text) {
            case "no" -> NO;
            case "not known" -> NOT_KNOWN;
            case "yes" -> YES;
            default -> throw new IllegalArgumentException("`%s` is no answer to applied".formatted(text));
        };
    }
}
