package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bailiwick.connector.keycloak.KeycloakSample;
import org.bailiwick.testing.TestRealm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The contract kit can fail: a connector that works on a good day fails each of its cases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorContractTests {
    private TestRealm realm;

    @BeforeAll
    void aRealmForAllCases() {
        realm = KeycloakSample.realm();
    }

    @Test
    void theNaiveConnectorWorksWhileEverythingWorks() {
        var sample = new KeycloakSample(realm, NaiveConnector::new);
        try (var proxy = sample.proxy(); var connector = sample.connector()) {
            assertThat(proxy.url()).isNotNull();
            assertThat(connector.preflight()).isInstanceOf(Preflight.Ready.class);
            assertThat(Collected.from(connector).all(Observed.Account.class)).extracting(Observed.Account::id)
                    .contains(sample.account());
            assertThat(connector.readOne(new ReadKey.Grant(sample.account(), sample.held())))
                    .isInstanceOf(Reading.Held.class);
            assertThat(connector.apply(new Alteration.RemoveMembership(sample.account(), sample.held()), "key",
                    Connector.Expected.AS_PLANNED)).isInstanceOf(Receipt.Accepted.class);
            assertThat(sample.reallyHolds(sample.held())).isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> theNaiveConnectorFailsEachCase() {
        return cases().map(method -> DynamicTest.dynamicTest(method.getName(), () -> {
            var kit = new NaiveKit(realm);

            var failure = catchThrowable(() -> run(method, kit));
            kit.closeSample();

            assertThat(kit.begun).as("the sample could be made").isTrue();
            assertThat(failure).as("`%s` cannot fail", method.getName()).isNotNull();
        }));
    }

    @Test
    void theKitHasCases() {
        assertThat(cases()).hasSizeGreaterThan(15);
    }

    private static Stream<Method> cases() {
        return Arrays.stream(ConnectorContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static void run(Method method, ConnectorContract kit) throws Throwable {
        try {
            method.invoke(kit);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static final class NaiveKit extends ConnectorContract {
        private final TestRealm realm;
        private boolean begun;

        NaiveKit(TestRealm realm) {
            this.realm = realm;
        }

        @Override
        protected Sample create() {
            var sample = new KeycloakSample(realm, NaiveConnector::new);
            begun = true;
            return sample;
        }
    }
}
