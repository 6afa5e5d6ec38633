package org.bailiwick.register;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs that the clients of two tenants may be one service, for example a tool of the MSP: enough to ask a person, never
 * enough for the product. Whoever sets up a client chooses its name, and {@code backup} is in every second tenant: the
 * name makes us look, and counts only with a sign that is no name: who answers for both, what both may do, or that both
 * were set up in one go.
 */
final class ServiceSigns {
    private static final Duration ONE_GO = Duration.ofDays(1);
    private static final int RIGHTS_NAMED = 3;

    private ServiceSigns() {}

    /**
     * @param owner verified mail address of who answers for it: a username means somebody else in each tenant
     * @param secrets when its secrets were made; whoever rolls a tool out makes them together
     * @param rights that the catalogue knows, directly held: these mean the same in every tenant, as a role does not that
     *        a tenant has named itself, and what a tool is given follows from what it is for
     */
    record Service(int tenant, String username, @Nullable String owner, Collection<Instant> secrets,
            Set<String> rights) {
        Service {
            secrets = List.copyOf(secrets);
            rights = Set.copyOf(rights);
        }
    }

    /** @return sentences without their full stop, each a sign; empty where they do not suffice */
    static List<String> between(Service one, Service other) {
        if (one.tenant() == other.tenant() || !equal(one.username(), other.username())) {
            return List.of();
        }
        var signs = new ArrayList<String>();
        signs.add("the same account name `%s`".formatted(other.username()));
        if (equal(one.owner(), other.owner())) {
            signs.add("`%s` answers for both".formatted(other.owner()));
        }
        var rights = new TreeSet<>(one.rights());
        rights.retainAll(other.rights());
        if (!rights.isEmpty()) {
            signs.add("both were given " + named(rights));
        }
        if (one.secrets().stream().anyMatch(made -> other.secrets().stream()
                .anyMatch(also -> Duration.between(made, also).abs().compareTo(ONE_GO) <= 0))) {
            signs.add("their secrets were made within a day");
        }
        return signs.size() > 1 ? List.copyOf(signs) : List.of();
    }

    private static String named(Set<String> rights) {
        var first = rights.stream().limit(RIGHTS_NAMED).map("`%s`"::formatted).collect(Collectors.joining(", "));
        return rights.size() > RIGHTS_NAMED ? first + " and %d more".formatted(rights.size() - RIGHTS_NAMED) : first;
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.isBlank()
                && one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
