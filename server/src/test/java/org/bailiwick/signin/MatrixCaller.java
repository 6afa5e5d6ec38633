package org.bailiwick.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Capabilities;

/**
 * Who asks in the route matrix, and all that they hold. What the matrix expects of a route follows from these words and
 * from the route's annotation alone.
 */
enum MatrixCaller {
    ANONYMOUS, STRANGER,
    /** Held every capability in the asked tenant, until it was revoked. */
    FORMER_MEMBER,
    /** May read all of another tenant; the words of oversight mean nothing outside the MSP. */
    NEIGHBOUR(in(MatrixTenant.OTHER, readCapabilities())), VIEWER(
            in(MatrixTenant.ASKED, readingHere())), APPROVER(in(MatrixTenant.ASKED,
                    and(readingHere(), Capabilities.GRANT_DECIDE, Capabilities.AUTHORITY_DELEGATE,
                            Capabilities.CONTRACT_ACCEPT))), OPERATOR(in(
                                    MatrixTenant.ASKED,
                                    and(readingHere(), Capabilities.TENANT_MANAGE, Capabilities.SNAPSHOT_REQUEST,
                                            Capabilities.CHANGE_EXECUTE, Capabilities.AUTHORITY_DELEGATE,
                                            Capabilities.SCOPE_PROPOSE)),
                                    in(MatrixTenant.MSP,
                                            Set.of(Capabilities.TENANT_READ, Capabilities.TENANT_MANAGE))),
    /** The operator, by a token that was made for another service. */
    OPERATOR_WITH_THE_WRONG_AUDIENCE, OVERSIGHT_READER(
            in(MatrixTenant.ASKED, Set.of(Capabilities.TENANT_READ, Capabilities.REGISTER_READ)),
            in(MatrixTenant.MSP, Set.of(Capabilities.OVERSIGHT_READ, Capabilities.REGISTER_READ)));

    /** What somebody holds in one tenant. */
    record Holding(MatrixTenant tenant, Set<String> capabilities) {}

    private final Holding[] holdings;

    MatrixCaller(Holding... holdings) {
        this.holdings = holdings;
    }

    Set<String> holds(MatrixTenant tenant) {
        return holdings().filter(holding -> holding.tenant() == tenant)
                .flatMap(holding -> holding.capabilities().stream()).collect(Collectors.toUnmodifiableSet());
    }

    Stream<Holding> holdings() {
        return Arrays.stream(holdings);
    }

    String subject() {
        return this == OPERATOR_WITH_THE_WRONG_AUDIENCE ? OPERATOR.subject() : toString().replace(' ', '-');
    }

    String audience() {
        return this == OPERATOR_WITH_THE_WRONG_AUDIENCE ? "another-service" : "bailiwick";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Holding in(MatrixTenant tenant, Set<String> capabilities) {
        return new Holding(tenant, capabilities);
    }

    private static Set<String> readCapabilities() {
        return Capabilities.known().stream().filter(capability -> capability.endsWith(".read"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> readingHere() {
        return Set.of(Capabilities.TENANT_READ, Capabilities.REGISTER_READ, Capabilities.CHANGE_READ,
                Capabilities.EVIDENCE_READ);
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
