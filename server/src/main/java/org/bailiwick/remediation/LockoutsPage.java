package org.bailiwick.remediation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * @param tenant null on the page over all tenants
 * @param more whether others are locked too that are not shown
 * @param notRead tenants of which it is not known who else is locked out, by name
 * @param mayNotUnlock why the person cannot unlock anything here; null where they can
 * @param named accounts of one tenant that were asked for by name; null where none was
 */
public record LockoutsPage(@Nullable VisibleTenant tenant, List<Row> rows, boolean more, long notKnown,
        List<VisibleTenant> notRead, @Nullable String mayNotUnlock, @Nullable Named named) {
    /** Accounts that may be locked whatever the last reading showed. */
    public record Named(String username, List<Row> rows) {
        public Named {
            rows = List.copyOf(rows);
        }

        public boolean offers() {
            return rows.stream().anyMatch(Row::offered);
        }
    }

    public LockoutsPage {
        rows = List.copyOf(rows);
        notRead = List.copyOf(notRead);
    }

    /** @param permitted whether the person may unlock in this tenant */
    public record Row(VisibleTenant tenant, Lockout lockout, boolean permitted) {
        public boolean offered() {
            return permitted && lockout.openUnlock().isEmpty() && lockout.problem().isEmpty();
        }

        /** Why it is not offered though no unlock is under way. Whose access ends is told to those alone who may unlock. */
        public Optional<String> whyNot() {
            return permitted
                    ? lockout.problem().map(UnlockProblem.Standing::why)
                    : Optional.of("you do not unlock in this tenant");
        }

        private boolean accessEnds() {
            return permitted && lockout.problem().filter(UnlockProblem.AccessEnded.class::isInstance).isPresent();
        }

        /** What the form sends of it; over all tenants the account's id does not say whose it is. */
        public String value(boolean everywhere) {
            var account = lockout.account().publicId().toString();
            return everywhere ? tenant.publicId() + "/" + account : account;
        }

        public String home() {
            return "/t/" + tenant.shortName();
        }
    }

    /** Whether nobody is locked out as far as that can be known. */
    public boolean whole() {
        return notKnown == 0 && notRead.isEmpty();
    }

    /** What to do for whoever is to come back, where an unlock of a row is refused because its access ends. */
    public @Nullable String comingBack() {
        return Stream.concat(rows.stream(), named == null ? Stream.empty() : named.rows().stream())
                .anyMatch(Row::accessEnds) ? UnlockRefusals.COMING_BACK : null;
    }

    /** Whether anything here can still be unlocked. */
    public boolean offers() {
        return rows.stream().anyMatch(Row::offered);
    }
}
