package org.bailiwick.assess.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules need to know of an account; null is "not known".
 *
 * @param held the tier of the most privileged right it effectively holds; empty where that is neither critical nor high
 * @param heldName that right's name
 * @param pending first-time actions that it still has to do
 */
public record AccountFacts(String username, String displayName, boolean service, @Nullable Boolean enabled,
        @Nullable Instant createdAt, @Nullable Instant lastSignIn, List<String> pending, Optional<Severity> held,
        String heldName) {
    public AccountFacts {
        pending = List.copyOf(pending);
    }
}
