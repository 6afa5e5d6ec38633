package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A difference between two readings of a tenant's system that no change order explains: somebody acted in the system
 * itself, or this server's database was set back to before the change was ordered.
 *
 * @param place orders what one reading found, and stays the same for the same difference
 * @param at when the reading that found it was taken into the register
 * @param notBefore when the reading before it ended; empty where there is none
 * @param identity public id of whose account it is about, where it is about one
 * @param subject the account, entitlement or setting that changed
 * @param object what the account or the entitlement holds, for a membership, a credential or a part
 * @param differences what of it is another than before; empty where it came or went as a whole
 */
public record UnrecordedChange(long place, Instant at, Optional<Instant> notBefore, String system, Kind kind, What what,
        Optional<UUID> identity, String subject, Optional<String> object, List<Difference> differences) {
    public UnrecordedChange {
        differences = List.copyOf(differences);
    }

    /** What kind of fact of the system it is. */
    public enum Kind {
        ACCOUNT("account"), MEMBERSHIP("membership"), CREDENTIAL("credential"), ENTITLEMENT(
                "entitlement"), CONTAINMENT("containment"), SETTING("setting");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        static Kind of(String text) {
            for (var kind : values()) {
                if (kind.text.equals(text)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("`%s` is no kind of difference".formatted(text));
        }
    }

    /** What became of it; the words of {@code register_history.what}. */
    public enum What {
        APPEARED, CHANGED, GONE, RETURNED
    }

    /**
     * A property before and after, as the register writes it.
     *
     * @param before empty where it had no value
     * @param after empty where it has none any more
     */
    public record Difference(String property, Optional<String> before, Optional<String> after) {}
}
