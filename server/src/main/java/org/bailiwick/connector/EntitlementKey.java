package org.bailiwick.connector;

/**
 * A role or group in a tenant's system.
 *
 * @param kind {@code realm role}, {@code client role} or {@code group}
 * @param id the system's own immutable id
 */
public record EntitlementKey(String kind, String id) {
    public static final String REALM_ROLE = "realm role";
    public static final String CLIENT_ROLE = "client role";
    public static final String GROUP = "group";
}
