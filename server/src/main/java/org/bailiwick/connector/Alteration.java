package org.bailiwick.connector;

/** What to set in a tenant's system: always "set X", never "toggle", so that twice is the same as once. */
public sealed interface Alteration {
    String accountId();

    record RemoveMembership(String accountId, EntitlementKey entitlement) implements Alteration {}

    record AddMembership(String accountId, EntitlementKey entitlement) implements Alteration {}

    record Disable(String accountId) implements Alteration {}

    record Enable(String accountId) implements Alteration {}

    record Unlock(String accountId) implements Alteration {}
}
