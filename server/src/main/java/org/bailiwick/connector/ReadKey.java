package org.bailiwick.connector;

/** What to read directly in order to verify. */
public sealed interface ReadKey {
    /** Does the account hold the entitlement, over any path? */
    record Grant(String accountId, EntitlementKey entitlement) implements ReadKey {}

    /** Is the account enabled, is it locked? */
    record Account(String accountId) implements ReadKey {}
}
