package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.platform.Result;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The second person's answer, and what happens when several act on the same grants. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerBulkTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private int tenants;
    private BulkScene scene;
    private List<UUID> grants;
    private BulkDecision asked;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void somethingIsAsked() {
        scene = new BulkScene(database, modules, "answer-" + ++tenants);
        grants = scene.grants(11);
        asked = scene.asked(BulkScene.revoke(grants));
    }

    @Test
    void nobodyApprovesWhatTheyAskedForAndTheAttemptIsOnRecord() {
        assertThat(BulkScene.no(scene.answers().approve(scene.first(), asked.publicId(), asked.hash(), "")))
                .isEqualTo(new BulkProblem.NotApproved(new ApprovalProblem.OwnRequest()));
        assertThat(BulkScene.no(scene.answers().refuse(scene.first(), asked.publicId(), asked.hash(), "no")))
                .isEqualTo(new BulkProblem.NotApproved(new ApprovalProblem.OwnRequest()));

        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant")).contains("access denied");
        assertThat(scene.now(asked).state()).isEqualTo(BulkState.ASKED);
    }

    @Test
    void yesHoldsForTheHashThatWasShownAndNoOther() {
        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), "", "")))
                .isEqualTo(new BulkProblem.NotApproved(new ApprovalProblem.AnotherHash(asked.hash())));
        assertThat(BulkScene.no(scene.answers().approve(scene.second(), UUID.randomUUID(), asked.hash(), "")))
                .isInstanceOf(BulkProblem.NotFound.class);
    }

    @Test
    void whoeverHasOwnAccessInItDoesNotApproveIt() {
        scene = new BulkScene(database, modules, "answer-" + ++tenants);
        var with = new ArrayList<>(scene.grants(11));
        with.add(scene.grant("sam", BulkScene.SECOND));
        asked = scene.asked(BulkScene.revoke(with));

        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "")))
                .isInstanceOf(BulkProblem.OwnAccessWithin.class);
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant")).contains("access denied");
    }

    @Test
    void whatWouldDoSomethingElseByNowIsNotApproved() {
        scene.tenant.ended(grants.getFirst());

        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "")))
                .isInstanceOf(BulkProblem.Stale.class);
        assertThat(scene.now(asked).state()).isEqualTo(BulkState.ASKED);
    }

    @Test
    void nothingIsDecidedInTheNameOfSomebodyWhoMayNotDecideAnyMore() {
        scene.tenant.revoke("approver");

        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "")))
                .isInstanceOf(BulkProblem.RequesterLost.class);
    }

    @Test
    void authorityThatIsRevokedAfterTheYesEndsTheRestWithThatReason() {
        scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "");
        scene.tenant.revoke("approver");

        scene.carryOut();

        assertThat(scene.now(asked).counts()).isEqualTo(new BulkDecision.Counts(0, 0, 11));
        assertThat(scene.items(asked).getFirst().refused().orElseThrow().problem()).isEqualTo("not-permitted");
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).isEmpty();
    }

    @Test
    void refusalNeedsAReasonAndEndsIt() {
        assertThat(BulkScene.no(scene.answers().refuse(scene.second(), asked.publicId(), asked.hash(), " ")))
                .isEqualTo(new BulkProblem.NotApproved(new ApprovalProblem.ReasonMissing()));

        scene.answers().refuse(scene.second(), asked.publicId(), asked.hash(), "half of them are needed");
        scene.carryOut();

        assertThat(scene.now(asked).state()).isEqualTo(BulkState.REFUSED);
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).isEmpty();
        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "")))
                .isEqualTo(new BulkProblem.NotApproved(new ApprovalProblem.AlreadyDecided(ApprovalState.REFUSED)));
    }

    @Test
    void onlyWhoeverAskedTakesItBackAndOnlyWhileItWaits() {
        assertThat(BulkScene.no(scene.answers().withdraw(scene.second(), asked.publicId())))
                .isInstanceOf(BulkProblem.NotYours.class);
        assertThat(BulkScene.no(scene.answers().withdraw(scene.first(), UUID.randomUUID())))
                .isInstanceOf(BulkProblem.NotFound.class);

        scene.answers().withdraw(scene.first(), asked.publicId());

        assertThat(scene.now(asked).state()).isEqualTo(BulkState.WITHDRAWN);
        assertThat(BulkScene.no(scene.answers().withdraw(scene.first(), asked.publicId())))
                .isEqualTo(new BulkProblem.NotWaiting(BulkState.WITHDRAWN));
    }

    @Test
    void whatNobodyAnsweredInTimeCannotBeApprovedButAskedForAgain() {
        database.superuser()
                .sql("""
                     update approval set requested_at = now() - interval '9 days', until = now() - interval '1 day'
                     where tenant_id = :tenant""").param("tenant", scene.tenant.id().value()).update();

        assertThat(scene.now(asked).state()).isEqualTo(BulkState.EXPIRED);
        assertThat(BulkScene.no(scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "")))
                .isInstanceOfSatisfying(BulkProblem.NotApproved.class, not -> assertThat(not.problem())
                        .isInstanceOf(ApprovalProblem.Expired.class));
        var again = scene.asked(BulkScene.revoke(grants));

        assertThat(again.publicId()).isNotEqualTo(asked.publicId());
        assertThat(scene.now(asked).state()).isEqualTo(BulkState.WITHDRAWN);
    }

    @Test
    void answerOfSomebodyWhoseAuthorityIsGoneIsNotTaken() {
        var permit = scene.second();
        scene.tenant.revoke("second approver");

        assertThatThrownBy(() -> scene.answers().approve(permit, asked.publicId(), asked.hash(), ""))
                .isInstanceOf(AuthorityLostException.class);
    }

    @Test
    void ofTwoBulksOverTheSameGrantsEachGrantIsDecidedOnce() {
        var overlap = new ArrayList<>(grants.subList(5, 11));
        overlap.add(scene.grant("another"));
        var other = scene.asked(BulkScene.revoke(overlap));
        scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "");

        scene.carryOut();

        assertThat(scene.now(asked).counts().decided() + scene.now(other).counts().decided()).isEqualTo(12);
        assertThat(scene.now(asked).counts().waiting() + scene.now(other).counts().waiting()).isZero();
        assertThat(scene.texts("select count(*)::text from change_order where tenant_id = :tenant"))
                .containsExactly("12");
        assertThat(scene.items(other).stream().filter(item -> item.refused().isPresent()).toList()).hasSizeBetween(0,
                6);
    }

    @Test
    void twoNodesOnTheSameBulkDecideNothingTwice() throws Exception {
        scene.answers().approve(scene.second(), asked.publicId(), asked.hash(), "");
        var handler = modules.bean(CarryOutBulk.class);
        var item = new org.bailiwick.platform.WorkItem(scene.tenant.id(), CarryOutBulk.KIND, asked.id(), 1, 1);

        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.of(() -> handler.handle(item), () -> handler.handle(item)));
            for (var each : both) {
                each.get();
            }
        }

        assertThat(scene.now(asked).counts()).isEqualTo(new BulkDecision.Counts(0, 11, 0));
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).hasSize(11);
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant"
                + " and action = 'bulk decision carried out'")).hasSize(1);
    }

    @Test
    void twoRequestsAtTheSameMomentBecomeOneBulk() throws Exception {
        scene = new BulkScene(database, modules, "answer-" + ++tenants);
        var request = BulkScene.revoke(scene.grants(3));
        var hash = scene.preview(request).hash();
        var permit = scene.first();

        var taken = new ArrayList<Result<BulkDecision, BulkProblem>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(List.<java.util.concurrent.Callable<Result<BulkDecision, BulkProblem>>>of(
                    () -> scene.bulks().request(permit, request, hash),
                    () -> scene.bulks().request(permit, request, hash)))) {
                taken.add(each.get());
            }
        }

        assertThat(taken).filteredOn(Result.Ok.class::isInstance).hasSize(1);
        assertThat(scene.texts("select kind from bulk_decision where tenant_id = :tenant")).hasSize(1);
    }

    @Test
    void membershipThatIsNotTheShownOneIsNotRemoved() {
        scene = new BulkScene(database, modules, "answer-" + ++tenants);
        long account = scene.tenant.account("u-1", "noor");
        long group = scene.tenant.entitlement(
                new org.bailiwick.connector.EntitlementKey(org.bailiwick.connector.EntitlementKey.GROUP, "g-1"), "/a");
        long other = scene.tenant.entitlement(
                new org.bailiwick.connector.EntitlementKey(org.bailiwick.connector.EntitlementKey.GROUP, "g-2"), "/b");
        var grant = scene.tenant.grant(account, scene.role(), false, "[[%d,%d]]".formatted(group, scene.role()));
        asked = scene.asked(BulkScene.revoke(List.of(grant)));
        database.superuser().sql("update access_grant set paths = :paths::jsonb where public_id = :grant")
                .param("paths", "[[%d,%d]]".formatted(other, scene.role())).param("grant", grant).update();

        scene.carryOut();

        assertThat(scene.items(asked).getFirst().refused().orElseThrow().problem()).isEqualTo("preview-outdated");
        assertThat(scene.texts("select state from change_order where tenant_id = :tenant")).isEmpty();
    }
}
