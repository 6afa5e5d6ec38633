package org.bailiwick.signin;

import org.bailiwick.platform.PlatformForTests;

/** The providers over one test database, for the modules above. */
public final class ProvidersForTests {
    private ProvidersForTests() {}

    public static Providers over(PlatformForTests platform) {
        return new Providers(platform.transactions(), new ProviderStore(), platform.secrets(), platform.ids());
    }
}
