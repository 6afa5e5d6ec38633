package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bailiwick.connector.keycloak.KeycloakSample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract kit can fail: a connector that works on a good day fails each of its cases. */
class ConnectorContractTests {
    @Test
    void theNaiveConnectorWorksWhileEverythingWorks() {
        try (var sample = new KeycloakSample(NaiveConnector::new); var connector = sample.connector()) {
            assertThat(connector.preflight()).isInstanceOf(Preflight.Ready.class);
            assertThat(Collected.from(connector).account("mara").id()).isEqualTo(sample.account());
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
            var kit = new NaiveKit();

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
        private boolean begun;

        @Override
        protected Sample create() {
            var sample = new KeycloakSample(NaiveConnector::new);
            begun = true;
            return sample;
        }
    }
}
