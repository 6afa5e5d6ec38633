package org.bailiwick.platform;

/**
 * The inside id of a tenant. It leads every key of every tenant table and is never shown; outside, a tenant is its
 * public id (API, evidence) or its short name (console).
 *
 * @param value positive; {@code 1} is the MSP itself
 */
public record TenantId(int value) {
    /** The managed service provider, which is a tenant with a ledger like any other. */
    public static final TenantId MSP = new TenantId(1);

    public TenantId {
        if (value < 1) {
            throw new IllegalArgumentException("a tenant id is positive, not `%d`".formatted(value));
        }
    }
}
