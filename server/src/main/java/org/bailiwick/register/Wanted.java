package org.bailiwick.register;

import java.util.List;
import java.util.Set;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads what a list's query parameters ask for; a value that means nothing is refused, never ignored. */
final class Wanted {
    static final Set<String> TIERS = Set.of("critical", "high", "moderate", "low", "not known");
    static final Set<String> KINDS = Set.of("human", "service account", "workload", "agent", "shared account",
            "shared tool");
    private static final int LONGEST_SEARCH = 200;

    private Wanted() {}

    static @Nullable String oneOf(String name, @Nullable String value, Set<String> values) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!values.contains(value)) {
            throw refused("`%s` is one of %s, not `%s`".formatted(name, List.copyOf(values).stream().sorted().toList(),
                    value));
        }
        return value;
    }

    static @Nullable String search(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_SEARCH || text.indexOf('\0') >= 0) {
            throw refused("`q` is a text of at most %d characters".formatted(LONGEST_SEARCH));
        }
        return text.strip();
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(
                Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter", "parameter is not valid", detail));
    }
}
