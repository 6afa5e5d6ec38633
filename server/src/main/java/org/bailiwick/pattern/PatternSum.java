package org.bailiwick.pattern;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.finding.Rule;
import org.bailiwick.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A pattern added up over the tenants that are looked at.
 *
 * @param part which kind of entitlement, or in which way a setting is weak; null of the others
 * @param subject of an identity; null of the others
 * @param tenants in how many of them it is
 * @param open findings that are open, and {@code ending} those decided to be revoked that no reading has shown gone
 * @param since when the first of them was opened, and {@code due} when the first of them is to be settled
 */
record PatternSum(UUID pattern, PatternKind kind, @Nullable String part, String name, @Nullable UUID subject,
        int tenants, long open, long ending, Severity worst, Instant since, Instant due, List<Rule> rules) {
    PatternSum {
        rules = List.copyOf(rules);
    }

    PatternPlace place() {
        return new PatternPlace(worst.ordinal(), tenants, open + ending, since, pattern);
    }

    /** As {@link #title}, for the record: without the name of a person, which the register has and can forget. */
    String recorded() {
        return kind == PatternKind.IDENTITY ? recorded(subject) : title();
    }

    /** Of an identity. */
    static String recorded(@Nullable UUID subject) {
        return subject == null ? "one person or service" : "one person or service %s".formatted(subject);
    }

    /** What it is, in words that stand alone. */
    String title() {
        return switch (kind) {
            case IDENTITY, MACHINE -> name;
            case ACCOUNT -> "`%s`, an account of several people".formatted(name);
            case ACCESS -> "%s `%s`".formatted(part, name);
            case SETTING -> "off".equals(part)
                    ? "Lockout off (`%s`)".formatted(name)
                    : "Lockout weaker than intended (`%s`)".formatted(name);
        };
    }
}
