package org.bailiwick.register;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why identities of several tenants are taken for one person, the strongest reason first; services are by a word alone. A
 * name is no reason, and neither is a number that only one employer gives: such signs make a proposal that a person
 * confirms.
 */
enum CorrelationRule {
    WORD("a person's word", "confirmed", "a person of the MSP said so"), FEDERATION("federation link", "certain",
            "the same account of an identity provider signs in to both"), MAIL("verified mail", "high",
                    "both systems have verified the same mail address");

    private final String text;
    private final String confidence;
    private final String reason;

    CorrelationRule(String text, String confidence, String reason) {
        this.text = text;
        this.confidence = confidence;
        this.reason = reason;
    }

    /** As it stands in the register. */
    String text() {
        return text;
    }

    String confidence() {
        return confidence;
    }

    /** A sentence without its full stop that names no tenant. */
    String reason() {
        return reason;
    }

    static Optional<CorrelationRule> of(@Nullable String text) {
        return Arrays.stream(values()).filter(rule -> rule.text.equals(text)).findFirst();
    }
}
