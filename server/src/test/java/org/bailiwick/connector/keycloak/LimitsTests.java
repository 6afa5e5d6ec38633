package org.bailiwick.connector.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTests {
    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void paceThatNobodyCanKeepIsRefusedWithItsSetting(int requestsPerSecond) {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeycloakFactory(requestsPerSecond))
                .withMessageContaining("bailiwick.keycloak.requests-per-second");
    }

    @Test
    void paceIsKept() throws InterruptedException {
        var pace = new Pace(100);
        var began = System.nanoTime();
        for (int request = 0; request < 11; request++) {
            pace.await();
        }

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(100_000_000);
    }
}
