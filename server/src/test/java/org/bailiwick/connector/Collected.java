package org.bailiwick.connector;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything one observation brought. */
public final class Collected implements ObservationSink {
    private final List<Observed> objects = new ArrayList<>();
    private final Map<ObjectKind, Completeness> kinds = new EnumMap<>(ObjectKind.class);

    public static Collected from(Connector connector) {
        var collected = new Collected();
        connector.observe(collected);
        return collected;
    }

    @Override
    public void observed(Observed object) {
        objects.add(object);
    }

    @Override
    public void ended(Completeness kind) {
        if (kinds.put(kind.kind(), kind) != null) {
            throw new IllegalStateException("the kind %s ended twice".formatted(kind.kind()));
        }
    }

    public <T extends Observed> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public Completeness completeness(ObjectKind kind) {
        return kinds.get(kind);
    }

    public Map<ObjectKind, Completeness> kinds() {
        return kinds;
    }

    public Observed.Account account(String username) {
        return all(Observed.Account.class).stream().filter(account -> account.username().equals(username)).findFirst()
                .orElseThrow(() -> new AssertionError("no account `%s`".formatted(username)));
    }

    public EntitlementKey entitlement(String name) {
        return all(Observed.Entitlement.class).stream().filter(entitlement -> entitlement.name().equals(name))
                .map(Observed.Entitlement::key).findFirst()
                .orElseThrow(() -> new AssertionError("no entitlement `%s`".formatted(name)));
    }

    public boolean holds(String username, String entitlement) {
        return all(Observed.Membership.class)
                .contains(new Observed.Membership(account(username).id(), entitlement(entitlement)));
    }

    public boolean contains(String parent, String child) {
        return all(Observed.Containment.class)
                .contains(new Observed.Containment(entitlement(parent), entitlement(child)));
    }
}
