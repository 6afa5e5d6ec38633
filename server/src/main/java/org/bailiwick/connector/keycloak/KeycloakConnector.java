package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.ObservationSink;
import org.bailiwick.connector.Preflight;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.Receipt;

/** One realm of one tenant. Before each use it is made sure that the realm is still the one that was connected. */
final class KeycloakConnector implements Connector {
    private final ConnectionDetails details;
    private final Limits limits;
    private final KeycloakHttp http;

    KeycloakConnector(ConnectionDetails details, Limits limits) {
        this.details = details;
        this.limits = limits;
        this.http = new KeycloakHttp(details, limits);
    }

    @Override
    public Preflight preflight() {
        return new Canary(details, http, untraced()).sing();
    }

    @Override
    public void observe(ObservationSink sink) {
        new Observation(details, untraced(), sink).run();
    }

    @Override
    public Reading readOne(ReadKey key) {
        var requests = new ArrayList<Reading.Request>();
        var reads = new Reads(http, limits, requests::add);
        try {
            var pinned = Realms.pinned(reads.realm(), details);
            if (pinned.isPresent()) {
                return new Reading.Incomplete(pinned.get(), List.copyOf(requests));
            }
            return read(key, reads, requests);
        } catch (CallFailedException failed) {
            return failed.unreachable()
                    ? new Reading.Unreachable(failed.text(), List.copyOf(requests))
                    : new Reading.Incomplete(failed.text(), List.copyOf(requests));
        }
    }

    private static Reading read(ReadKey key, Reads reads, List<Reading.Request> requests) throws CallFailedException {
        var user = reads.user(switch (key) {
            case ReadKey.Grant grant -> grant.accountId();
            case ReadKey.Account account -> account.accountId();
        });
        if (user.isEmpty()) {
            return new Reading.AccountGone(List.copyOf(requests));
        }
        return switch (key) {
            case ReadKey.Grant grant -> new GrantRead(reads, requests).read(grant);
            case ReadKey.Account account -> new AccountRead(reads, requests).read(user.get());
        };
    }

    /** Keycloak knows no idempotency keys; that the same alteration twice has one effect rests on "set X". */
    @Override
    public Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore) {
        return wrongRealm().orElseGet(() -> new Writing(http, untraced()).apply(alteration, expectedBefore));
    }

    private Optional<Receipt> wrongRealm() {
        try {
            return Realms.pinned(untraced().realm(), details).map(Receipt.Refused::new);
        } catch (CallFailedException failed) {
            return Optional.of(Writing.notSent(failed));
        }
    }

    @Override
    public Set<Class<? extends Alteration>> capabilities() {
        return Set.of(Alteration.RemoveMembership.class, Alteration.AddMembership.class, Alteration.Disable.class,
                Alteration.Enable.class, Alteration.Unlock.class);
    }

    @Override
    public RateLimit rateLimit() {
        return new RateLimit(limits.requestsPerSecond(), 1);
    }

    @Override
    public void close() {
        http.close();
    }

    private Reads untraced() {
        return new Reads(http, limits, request -> {});
    }
}
