package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody steps around the second person, and nobody takes the product's own sight away in passing. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkThresholdTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private BulkScene scene;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void freshTenant() {
        scene = new BulkScene(database, modules, "threshold-" + ++tenants);
    }

    @Test
    void severalSmallBulksOfOnePersonAreOneLargeOne() {
        var grants = scene.grants(12);
        assertThat(scene.asked(BulkScene.revoke(grants.subList(0, 6))).state()).isEqualTo(BulkState.RUNNING);

        var preview = scene.preview(BulkScene.revoke(grants.subList(6, 12)));

        assertThat(preview.accounts()).isEqualTo(6);
        assertThat(preview.alone()).hasSize(6);
        assertThat(preview.together()).isEqualTo(12);
        assertThat(preview.needsSecondPerson()).isTrue();
        assertThat(scene.preview(BulkScene.revoke(grants.subList(6, 10))).needsSecondPerson()).isFalse();
        assertThat(scene.asked(BulkScene.revoke(grants.subList(6, 12))).state()).isEqualTo(BulkState.ASKED);
        scene.carryOut();
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).hasSize(6);
    }

    /** Each alone is small enough; whichever comes second finds the first counted. */
    @Test
    void twoSmallBulksAtTheSameMomentAreNotBothDecidedAlone() throws Exception {
        var grants = scene.grants(12);
        var halves = List.of(BulkScene.revoke(grants.subList(0, 6)), BulkScene.revoke(grants.subList(6, 12)));
        var hashes = halves.stream().map(half -> scene.preview(half).hash()).toList();
        var permit = scene.first();

        var taken = new ArrayList<Result<BulkDecision, BulkProblem>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(IntStream.range(0, 2)
                    .<Callable<Result<BulkDecision, BulkProblem>>>mapToObj(
                            half -> () -> scene.bulks().request(permit, halves.get(half), hashes.get(half)))
                    .toList())) {
                taken.add(each.get());
            }
        }

        assertThat(taken).allMatch(Result.Ok.class::isInstance);
        assertThat(scene.texts("select state from bulk_decision where tenant_id = :tenant order by state"))
                .as("one is carried out, the other waits").containsExactly("asked", "running");
    }

    @Test
    void anAccountThatWasDecidedAboutAlreadyCountsOnce() {
        var grants = scene.grants(10);
        scene.asked(BulkScene.revoke(grants));
        scene.carryOut();

        long account = scene.account("user-0");
        long other = scene.tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-2"), "reader");
        var more = scene.tenant.grant(account, other, true, "[[%d]]".formatted(other));

        assertThat(scene.preview(BulkScene.revoke(List.of(more))).together()).isEqualTo(10);
        assertThat(scene.asked(BulkScene.revoke(List.of(more))).secondPerson()).isFalse();
    }

    @Test
    void afterADayWhatWasDecidedCountsNoMore() {
        scene.asked(BulkScene.revoke(scene.grants(10)));
        database.superuser()
                .sql("update bulk_alone set asked_at = asked_at - interval '25 hours'").update();

        assertThat(scene.preview(BulkScene.revoke(List.of(scene.grant("next")))).alone()).isEmpty();
    }

    @Test
    void whatASecondPersonAgreedToDoesNotCount() {
        var large = scene.asked(BulkScene.revoke(scene.grants(11)));
        scene.answers().approve(scene.second(), large.publicId(), large.hash(), "")
                .orThrow(problem -> new IllegalStateException(problem.toString()));

        assertThat(scene.asked(BulkScene.revoke(List.of(scene.grant("next")))).secondPerson()).isFalse();
    }

    @Test
    void whatSomebodyElseDecidedDoesNotCount() {
        var theirs = BulkScene.revoke(scene.grants(10));
        var hash = scene.bulks().preview(scene.second(), theirs)
                .orThrow(problem -> new IllegalStateException(problem.toString())).hash();
        scene.bulks().request(scene.second(), theirs, hash)
                .orThrow(problem -> new IllegalStateException(problem.toString()));

        assertThat(scene.preview(BulkScene.revoke(List.of(scene.grant("next")))).alone()).isEmpty();
    }

    @Test
    void productsOwnWayIntoASystemIsNeverRevokedInBulk() {
        connectedAs("Bailiwick-Connector");
        var own = scene.grant("service-account-bailiwick-connector");
        var other = scene.grant("service-account-billing");

        var preview = scene.preview(BulkScene.revoke(List.of(own, other)));

        assertThat(preview.connectorAccess()).isEqualTo(1);
        assertThat(preview.lines().getFirst().problem())
                .contains(new ItemProblem.ConnectorAccess("service-account-bailiwick-connector"));
        assertThat(preview.lines().getFirst().problem().orElseThrow().words().detail())
                .contains("decide about it by itself, or disconnect the system");
        assertThat(preview.decidable()).hasSize(1);
        assertThat(scene.preview(BulkScene.request(DecisionKind.KEEP, List.of(own))).connectorAccess()).isZero();
    }

    @Test
    void grantsOfASystemThatIsDisconnectedAreLeftOut() {
        var grants = scene.grants(2);
        scene.tenant.disconnect();

        var preview = scene.preview(BulkScene.revoke(grants));

        assertThat(preview.lines()).allSatisfy(line -> assertThat(line.problem())
                .contains(new ItemProblem.Single(new DecisionProblem.Disconnected("its system"))));
        assertThat(BulkScene.no(scene.ask(BulkScene.revoke(grants)))).isInstanceOf(BulkProblem.NothingDecidable.class);
    }

    @Test
    void systemThatIsDisconnectedWhileABulkWaitsEndsItsItemsWithTheReason() {
        var bulk = scene.asked(BulkScene.revoke(scene.grants(2)));
        scene.tenant.disconnect();

        scene.carryOut();

        assertThat(scene.items(bulk)).extracting(item -> item.refused().map(BulkItem.Refused::problem).orElse(""))
                .containsOnly("system-disconnected");
        assertThat(scene.texts("select state from change_order where tenant_id = :tenant")).isEmpty();
    }

    private void connectedAs(String client) {
        database.superuser()
                .sql("update connection set system = 'keycloak', settings = :settings where connection_id = :id")
                .param("settings", "{\"clientId\":\"%s\",\"realm\":\"acme\"}".formatted(client))
                .param("id", scene.tenant.connection()).update();
    }
}
