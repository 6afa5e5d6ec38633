package org.bailiwick.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;

/** What row-level security knows a transaction by; until it ends, and never longer. */
final class Context {
    private static final String BEGIN = "select transaction_timestamp(), set_config('%s', ?, true)";
    private static final String TENANT = BEGIN.formatted("app.tenant");
    private static final String TENANT_BY_PLAIN_INDEX = TENANT
            + ", set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)";
    private static final String TENANTS = BEGIN.formatted("app.tenants");
    private static final String TENANTS_BY_INDEX = TENANTS + ", set_config('enable_seqscan', 'off', true)";
    private static final String PERSON = BEGIN.formatted("app.person");

    private final String begin;
    private final String value;

    private Context(String begin, String value) {
        this.begin = begin;
        this.value = value;
    }

    static Context tenant(TenantId tenant) {
        return new Context(TENANT, Integer.toString(tenant.value()));
    }

    static Context noTenant() {
        return new Context(TENANT, "");
    }

    /**
     * For emptying a queue in a tenant: most of its rows are gone by now, and of all scans only that of a plain index
     * remembers which entries are dead, so that the next one passes over them.
     */
    static Context queue(TenantId tenant) {
        return new Context(TENANT_BY_PLAIN_INDEX, Integer.toString(tenant.value()));
    }

    /** For looking where a queue has anything. */
    static Context queues() {
        return new Context(TENANT_BY_PLAIN_INDEX, "");
    }

    /** Tables are read by index: there the policy's list is taken apart once, and in a scan of the table once for each row. */
    static Context tenants(Set<TenantId> tenants) {
        return new Context(TENANTS_BY_INDEX, tenants.stream().map(tenant -> Integer.toString(tenant.value())).sorted()
                .collect(Collectors.joining(",", "{", "}")));
    }

    static Context noTenants() {
        return new Context(TENANTS, "");
    }

    static Context person(PersonId person) {
        return new Context(PERSON, Long.toString(person.value()));
    }

    static Context nobody() {
        return new Context(PERSON, "");
    }

    /** In one round trip, and by a statement that the database has prepared. */
    Instant begin(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(begin)) {
            statement.setString(1, value);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }
}
