package org.bailiwick.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

/** A tenant's system in memory that counts its effects, answers as it is told and can be made to die in a call. */
final class FakeSystem implements Connector {
    /** The process is killed: nothing after it runs. */
    static final class Killed extends Error {}

    private final Set<EntitlementKey> memberships = new HashSet<>();
    private final Map<EntitlementKey, List<Reading.Path>> inherited = new LinkedHashMap<>();
    private final Deque<Receipt> receipts = new ArrayDeque<>();
    private final Deque<Reading> readings = new ArrayDeque<>();
    final List<Expected> sent = new ArrayList<>();
    int effects;
    boolean locked;
    boolean lockedForGood;
    boolean enabled = true;
    boolean killBeforeEffect;
    boolean killAfterEffect;
    boolean lies;
    @Nullable
    Runnable whileApplying;

    FakeSystem holding(EntitlementKey key) {
        memberships.add(key);
        return this;
    }

    void noLongerHolding(EntitlementKey key) {
        memberships.remove(key);
    }

    FakeSystem inheriting(EntitlementKey key, EntitlementKey... path) {
        inherited.put(key, List.of(
                new Reading.Path(
                        Arrays.stream(path).map(step -> new Reading.Step(step, "name of " + step.id())).toList())));
        return this;
    }

    void noLongerInheriting(EntitlementKey key) {
        inherited.remove(key);
    }

    /** Instead of doing anything, the next calls are answered like this. */
    FakeSystem answering(Receipt... next) {
        receipts.addAll(List.of(next));
        return this;
    }

    FakeSystem showing(Reading... next) {
        readings.addAll(List.of(next));
        return this;
    }

    boolean holds(EntitlementKey key) {
        return memberships.contains(key);
    }

    @Override
    public Receipt apply(Alteration alteration, String idempotencyKey, Expected expectedBefore) {
        sent.add(expectedBefore);
        if (whileApplying != null) {
            whileApplying.run();
        }
        if (killBeforeEffect) {
            throw new Killed();
        }
        if (!receipts.isEmpty()) {
            return receipts.remove();
        }
        if (!lies && takesEffect(alteration)) {
            effects++;
        }
        if (killAfterEffect) {
            throw new Killed();
        }
        return new Receipt.Accepted("204");
    }

    private boolean takesEffect(Alteration alteration) {
        return switch (alteration) {
            case Alteration.RemoveMembership(var account, var key) -> memberships.remove(key);
            case Alteration.Unlock unlock -> {
                boolean was = locked;
                locked = false;
                enabled |= lockedForGood;
                yield was;
            }
            case Alteration.AddMembership add -> throw new UnsupportedOperationException();
            case Alteration.Disable disable -> {
                boolean was = enabled;
                enabled = false;
                yield was;
            }
            case Alteration.Enable enable -> throw new UnsupportedOperationException();
        };
    }

    @Override
    public Reading readOne(ReadKey key) {
        if (!readings.isEmpty()) {
            return readings.remove();
        }
        if (key instanceof ReadKey.Account(var id)) {
            return new Reading.AccountFound(account(id, locked, enabled), List.of());
        }
        var wanted = ((ReadKey.Grant) key).entitlement();
        var paths = new ArrayList<Reading.Path>();
        if (memberships.contains(wanted)) {
            paths.add(new Reading.Path(List.of(new Reading.Step(wanted, "name of " + wanted.id()))));
        }
        paths.addAll(inherited.getOrDefault(wanted, List.of()));
        var requests = List.of(new Reading.Request("GET", "/members/" + wanted.id(), 200, "00".repeat(32)));
        return paths.isEmpty() ? new Reading.NotHeld(requests) : new Reading.Held(paths, requests);
    }

    static Observed.Account account(String id, @Nullable Boolean locked) {
        return account(id, locked, true);
    }

    private static Observed.Account account(String id, @Nullable Boolean locked, boolean enabled) {
        return new Observed.Account(id, "ada", "Ada", null, null, false, enabled, locked, null);
    }

    @Override
    public Preflight preflight() {
        return new Preflight.Ready("fake", List.of());
    }

    @Override
    public void observe(ObservationSink sink) {
        for (var kind : ObjectKind.values()) {
            sink.ended(new Completeness(kind, 1, 0, 0, null, "this system is not observed here"));
        }
    }

    @Override
    public Set<Class<? extends Alteration>> capabilities() {
        return Set.of(Alteration.RemoveMembership.class);
    }

    @Override
    public RateLimit rateLimit() {
        return new RateLimit(100, 1);
    }

    @Override
    public void close() {}
}
