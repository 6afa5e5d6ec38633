package org.bailiwick.tenant;

import org.bailiwick.ledger.Ledger;
import org.bailiwick.platform.PlatformForTests;

/** The tenants over one test database, wired by hand. */
public final class TenantForTests {
    private TenantForTests() {}

    public static Tenants over(PlatformForTests platform, Ledger ledger) {
        return new Tenants(platform.transactions(), new TenantStore(), ledger, platform.ids());
    }

    public static void createMsp(Tenants tenants) {
        tenants.createMsp("msp", "Northwind MSP");
    }
}
