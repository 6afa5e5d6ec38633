package org.bailiwick.register;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.ObservationSink;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.Preflight;
import org.bailiwick.connector.ReadKey;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.Receipt;
import org.jspecify.annotations.Nullable;

/** A tenant's system that says whatever a test has it say. */
final class FakeSystem implements Connector {
    final List<Observed> objects = new ArrayList<>();
    final Set<ObjectKind> failing = EnumSet.noneOf(ObjectKind.class);
    final Map<ObjectKind, Long> told = new EnumMap<>(ObjectKind.class);
    Preflight preflight = new Preflight.Ready("fake", List.of());

    static EntitlementKey role(String id) {
        return new EntitlementKey(EntitlementKey.REALM_ROLE, id);
    }

    static EntitlementKey group(String id) {
        return new EntitlementKey(EntitlementKey.GROUP, id);
    }

    FakeSystem account(String id) {
        return account(id, id, null, null);
    }

    FakeSystem account(String id, String displayName, String mail, Boolean verified) {
        objects.add(new Observed.Account(id, id, displayName, mail, verified, false, true, false, null));
        return this;
    }

    FakeSystem service(String id) {
        return service(id, null);
    }

    /** @param mail verified, where there is one */
    FakeSystem service(String id, @Nullable String mail) {
        objects.add(new Observed.Account(id, id, id, mail, mail != null, true, true, false, null));
        return this;
    }

    /** An account that another system's account signs in to. */
    FakeSystem federated(String id, String displayName, String issuer, String... subjects) {
        return federated(id, displayName, null, issuer, subjects);
    }

    /** @param mail verified, where there is one */
    FakeSystem federated(String id, String displayName, @Nullable String mail, String issuer, String[] subjects) {
        objects.add(new Observed.Account(id, id, displayName, mail, mail != null, false, true, false, null, null, null,
                new Observed.Origin(null, Arrays.stream(subjects)
                        .map(subject -> new Observed.FederatedAs(issuer, subject)).toList())));
        return this;
    }

    FakeSystem signedIn(String id, Instant at, String... pending) {
        objects.add(new Observed.Account(id, id, id, null, null, false, true, false, null, List.of(pending), at));
        return this;
    }

    /** Every sign-in from then on is among what it says. */
    FakeSystem signInsSince(@Nullable Instant since) {
        return signInsSince(since, since == null ? "not stored" : null);
    }

    /** @param problem why they are not known farther back */
    FakeSystem signInsSince(@Nullable Instant since, @Nullable String problem) {
        objects.add(new Observed.SignIns(since, problem));
        return this;
    }

    /** A secret of the account. @param createdAt null where it does not say */
    FakeSystem secret(String account, String id, @Nullable Instant createdAt, @Nullable Instant expiresAt) {
        objects.add(new Observed.Credential(account, "client secret", id, id, createdAt, expiresAt));
        return this;
    }

    FakeSystem has(EntitlementKey... keys) {
        for (var key : keys) {
            objects.add(new Observed.Entitlement(key, key.id(), null));
        }
        return this;
    }

    FakeSystem holds(String account, EntitlementKey key) {
        objects.add(new Observed.Membership(account, key));
        return this;
    }

    FakeSystem contains(EntitlementKey parent, EntitlementKey child) {
        objects.add(new Observed.Containment(parent, child));
        return this;
    }

    FakeSystem setting(String key, String value) {
        objects.add(new Observed.Setting(key, value));
        return this;
    }

    FakeSystem without(Observed object) {
        if (!objects.remove(object)) {
            throw new IllegalArgumentException("there is no " + object);
        }
        return this;
    }

    FakeSystem failing(ObjectKind... kinds) {
        failing.addAll(List.of(kinds));
        return this;
    }

    FakeSystem copy() {
        var copy = new FakeSystem();
        copy.objects.addAll(objects);
        return copy;
    }

    @Override
    public void observe(ObservationSink sink) {
        objects.forEach(sink::observed);
        for (var kind : ObjectKind.values()) {
            sink.ended(failing.contains(kind)
                    ? new Completeness(kind, 2, 1, 0, told.get(kind), "page 2 answered 503")
                    : new Completeness(kind, 1, 1, 0, told.get(kind), null));
        }
    }

    @Override
    public Preflight preflight() {
        return preflight;
    }

    @Override
    public Reading readOne(ReadKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Class<? extends Alteration>> capabilities() {
        return Set.of();
    }

    @Override
    public RateLimit rateLimit() {
        return new RateLimit((int) Duration.ofSeconds(1).toMillis(), 1);
    }

    @Override
    public void close() {}
}
