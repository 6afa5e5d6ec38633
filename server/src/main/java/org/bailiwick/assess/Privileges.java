package org.bailiwick.assess;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.EntitlementKey;

/**
 * The privileged rights of one holder.
 *
 * @param top those that none of the others contains, the most privileged first
 * @param more how many further ones are contained in these
 * @param tier of the most privileged right; empty where there is none
 * @param selfRaising the holder can give themselves more
 */
record Privileges(List<Holding> top, int more, Optional<Severity> tier, boolean selfRaising) {
    static final Privileges NONE = new Privileges(List.of(), 0, Optional.empty(), false);

    Privileges {
        top = List.copyOf(top);
    }

    /** What is left of them beside those that begin with one of these rights. */
    Privileges without(List<EntitlementKey> beginnings) {
        var left = top.stream().filter(holding -> !beginnings.contains(holding.path().getFirst().key())).toList();
        return left.size() == top.size()
                ? this
                : new Privileges(left, 0, left.stream().map(Holding::tier).min(Comparator.naturalOrder()),
                        left.stream().anyMatch(holding -> holding.meaning().selfRaising()));
    }
}
