package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.decision.Ticket;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Severity;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.bailiwick.template.ExpectedScopes;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkDecisionsTests {
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
        scene = new BulkScene(database, modules, "bulk-" + ++tenants);
    }

    @Test
    void previewCountsWhatItWouldTouchAndWritesNothing() {
        var preview = scene.preview(BulkScene.revoke(scene.grants(3)));

        assertThat(preview.accounts()).isEqualTo(3);
        assertThat(preview.identities()).isEqualTo(3);
        assertThat(preview.systems()).isEqualTo(1);
        assertThat(preview.tenants()).isEqualTo(1);
        assertThat(preview.needsSecondPerson()).isFalse();
        assertThat(preview.hash()).matches("[0-9a-f]{64}");
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant")).isEmpty();
        assertThat(scene.texts("select kind from bulk_decision where tenant_id = :tenant")).isEmpty();
    }

    @Test
    void eachItemHasItsOwnWordsOrTheCommonOnes() {
        var grants = scene.grants(2);
        var request = new BulkRequest(DecisionKind.REVOKE, "left the project", Optional.of(BulkScene.TICKET),
                List.of(BulkRequest.Item.of(grants.get(0)), new BulkRequest.Item(grants.get(1), "moved to billing",
                        Optional.of(new Ticket("HALO", "4712")))));

        var bulk = scene.asked(request);
        scene.carryOut();

        assertThat(scene.items(bulk)).extracting(item -> item.wording().justification())
                .containsExactly("left the project", "moved to billing");
        assertThat(scene.texts("select justification || ' ' || ticket_key from decision where tenant_id = :tenant"
                + " order by ticket_key")).containsExactly("left the project 4711", "moved to billing 4712");
    }

    @Test
    void belowTheThresholdItRunsAndOrdersAChangeForEachRevocation() {
        var bulk = scene.asked(BulkScene.revoke(scene.grants(SecondPerson.MOST_ACCOUNTS_ALONE)));
        assertThat(bulk.state()).isEqualTo(BulkState.RUNNING);
        assertThat(bulk.job()).isPresent();

        scene.carryOut();

        var done = scene.now(bulk);
        assertThat(done.state()).isEqualTo(BulkState.DONE);
        assertThat(done.counts()).isEqualTo(new BulkDecision.Counts(0, 10, 0));
        assertThat(scene.items(bulk)).allSatisfy(item -> assertThat(item.change()).isPresent());
        assertThat(scene.texts("select requested_by::text from change_order where tenant_id = :tenant"))
                .hasSize(10).containsOnly(Long.toString(SampleTenant.approver().value()));
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant and action like 'bulk%'"))
                .containsExactlyInAnyOrder("bulk decision requested", "bulk decision carried out");
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant and action like 'revocation%'"))
                .hasSize(10);
        assertThat(scene.texts("select coalesce(requester::text, 'forgotten') from bulk_decision"
                + " where tenant_id = :tenant")).containsExactly("forgotten");
    }

    @Test
    void oneAccountMoreNeedsASecondPersonAndRunsOnlyAfterTheirYes() {
        var bulk = scene.asked(BulkScene.revoke(scene.grants(SecondPerson.MOST_ACCOUNTS_ALONE + 1)));
        assertThat(bulk.state()).isEqualTo(BulkState.ASKED);
        scene.carryOut();
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).isEmpty();

        scene.answers().approve(scene.second(), bulk.publicId(), bulk.hash(), "")
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        scene.carryOut();

        assertThat(scene.now(bulk).counts()).isEqualTo(new BulkDecision.Counts(0, 11, 0));
        assertThat(scene.texts("select state from approval where tenant_id = :tenant")).containsExactly("used");
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant and action in"
                + " ('bulk decision requested', 'approval requested', 'approved', 'bulk decision carried out')"))
                .hasSize(4);
        assertThat(BulkScene.no(scene.answers().approve(scene.second(), bulk.publicId(), bulk.hash(), "")))
                .isInstanceOf(BulkProblem.NotApproved.class);
    }

    @Test
    void manyGrantsOfFewAccountsNeedNobodyElse() {
        var request = BulkScene.revoke(java.util.stream.IntStream.range(0, 12).mapToObj(this::anotherRoleOfAda)
                .toList());

        assertThat(scene.preview(request).accounts()).isEqualTo(1);
        assertThat(scene.asked(request).secondPerson()).isFalse();
    }

    private UUID anotherRoleOfAda(int number) {
        if (number == 0) {
            return scene.grant("ada");
        }
        long ada = database.superuser().sql("select account_id from account where tenant_id = :tenant")
                .param("tenant", scene.tenant.id().value()).query(Long.class).single();
        long role = scene.tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "more-" + number),
                "r" + number);
        return scene.tenant.grant(ada, role, true, "[[%d]]".formatted(role));
    }

    @Test
    void whatCannotBeDecidedIsLeftOutWithItsReasonAndTheOthersAreDecided() {
        var good = scene.grant("good");
        var own = scene.grant("me", SampleTenant.approver());
        var open = scene.grant("open");
        modules.bean(GrantDecisions.class).decide(scene.first(), open,
                BulkScene.revoke(List.of(open)).wording(BulkRequest.Item.of(open)));
        var unknown = UUID.randomUUID();
        var request = BulkScene.revoke(List.of(good, own, open, unknown));

        var preview = scene.preview(request);
        var bulk = scene.asked(request);
        scene.carryOut();

        assertThat(preview.leftOut()).isEqualTo(3);
        assertThat(preview.accounts()).isEqualTo(1);
        assertThat(scene.items(bulk)).extracting(BulkItem::state).containsExactly("decided", "refused", "refused",
                "refused");
        assertThat(scene.items(bulk)).extracting(item -> item.refused().map(BulkItem.Refused::problem).orElse(""))
                .containsExactly("", "own-access", "change-open", "not-found");
        assertThat(scene.texts("select action from ev_entry where tenant_id = :tenant")).contains("access denied");
        assertThat(scene.texts("select outcome from ev_entry where tenant_id = :tenant"
                + " and action = 'bulk decision carried out'")).containsExactly("failure");
    }

    @Test
    void accessThatHasEndedIsLeftOut() {
        var ended = scene.grant("gone");
        scene.tenant.ended(ended);

        assertThat(problem(scene.preview(BulkScene.revoke(List.of(ended))))).isEqualTo(
                new ItemProblem.Single(new DecisionProblem.NotEffective(ended)));
        assertThat(BulkScene.no(scene.ask(BulkScene.revoke(List.of(ended)))))
                .isInstanceOf(BulkProblem.NothingDecidable.class);
    }

    @Test
    void grantOfAnotherTenantIsNotFoundHere() {
        var mine = scene;
        var theirs = new BulkScene(database, modules, "bulk-" + ++tenants).grant("theirs");

        assertThat(problem(mine.preview(BulkScene.revoke(List.of(theirs)))))
                .isEqualTo(new ItemProblem.Single(new DecisionProblem.GrantNotFound(theirs)));
    }

    @Test
    void previewSaysWhichAccessStaysOverAnotherPathUnlessTheBulkCutsThatToo() {
        long account = scene.tenant.account("u-1", "noor");
        long group = scene.tenant.entitlement(new EntitlementKey(EntitlementKey.GROUP, "g-1"), "/finance");
        var role = scene.tenant.grant(account, scene.role(), true,
                "[[%d],[%d,%d]]".formatted(scene.role(), group, scene.role()));
        var member = scene.tenant.grant(account, group, true, "[[%d]]".formatted(group));

        var alone = scene.preview(BulkScene.revoke(List.of(role)));
        var both = scene.preview(BulkScene.revoke(List.of(role, member)));

        assertThat(alone.staying()).isEqualTo(1);
        assertThat(alone.lines().getFirst().stays().getFirst()).extracting(EntitlementRef::name)
                .containsExactly("/finance", "admin");
        assertThat(both.staying()).isZero();
    }

    @Test
    void sameMembershipIsRemovedOnce() {
        long account = scene.tenant.account("u-1", "noor");
        long group = scene.tenant.entitlement(new EntitlementKey(EntitlementKey.GROUP, "g-1"), "/finance");
        var role = scene.tenant.grant(account, scene.role(), false, "[[%d,%d]]".formatted(group, scene.role()));
        var member = scene.tenant.grant(account, group, true, "[[%d]]".formatted(group));

        var preview = scene.preview(BulkScene.revoke(List.of(role, member)));

        assertThat(preview.lines().getLast().problem()).contains(new ItemProblem.SameMembership("/finance"));
        assertThat(preview.decidable()).hasSize(1);
    }

    @Test
    void keepingInBulkIsForWhatIsExpectedAndAtMostModerate() {
        var high = scene.grant("high");
        var low = low("low", "reader");
        var beyond = low("beyond", "writer");
        expect("low", "reader");

        var preview = scene.preview(BulkScene.request(DecisionKind.KEEP, List.of(high, low, beyond)));

        assertThat(preview.lines()).extracting(line -> line.problem().isEmpty()).containsExactly(false, true, false);
        assertThat(preview.lines().get(0).problem().orElseThrow().words().detail()).contains("tier is `high`");
        var bulk = scene.asked(BulkScene.request(DecisionKind.KEEP, List.of(low)));
        scene.carryOut();
        assertThat(scene.now(bulk).counts().decided()).isEqualTo(1);
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).containsExactly("KEEP");
        assertThat(scene.texts("select state from change_order where tenant_id = :tenant")).isEmpty();
    }

    @Test
    void grantThatBecameMorePrivilegedBeforeItsTurnIsNotKept() {
        var low = low("low", "reader");
        expect("low", "reader");
        var bulk = scene.asked(BulkScene.request(DecisionKind.KEEP, List.of(low)));
        database.superuser().sql("update entitlement set tier = 'critical' where name = 'reader' and tenant_id = :id")
                .param("id", scene.tenant.id().value()).update();

        scene.carryOut();

        assertThat(scene.items(bulk).getFirst().refused().map(BulkItem.Refused::problem)).contains("preview-outdated");
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).isEmpty();
    }

    /** Whoever keeps a grant settles what is open about it, so they have seen it. */
    @Test
    void findingsAboutAKeptGrantAreShownWithItAndNoneWorseThanModerateIsKept() {
        var low = low("low", "reader");
        expect("low", "reader");
        var request = BulkScene.request(DecisionKind.KEEP, List.of(low));
        var before = scene.preview(request);
        found(low, Severity.MODERATE);

        var preview = scene.preview(request);

        assertThat(preview.lines().getFirst().settles()).extracting(Matter::title).containsExactly("it came back");
        assertThat(preview.hash()).isNotEqualTo(before.hash());
        var bulk = scene.asked(request);
        found(low, Severity.HIGH);
        scene.carryOut();
        assertThat(scene.items(bulk).getFirst().refused().map(BulkItem.Refused::problem)).contains("preview-outdated");
        assertThat(scene.texts("select state || ' ' || severity from finding where tenant_id = :tenant"))
                .containsExactly("open high");
        assertThat(problem(scene.preview(request)).words().detail()).contains("“it came back” would be kept");
    }

    @Test
    void withoutAnExpectedScopeNothingIsKeptInBulkBecauseNobodyKnows() {
        var low = low("low", "reader");

        assertThat(problem(scene.preview(BulkScene.request(DecisionKind.KEEP, List.of(low)))))
                .isEqualTo(new ItemProblem.KeepAlone("it is not known whether it is expected"));
    }

    private void found(UUID grant, Severity severity) {
        long row = database.superuser().sql("select grant_id from access_grant where public_id = :id")
                .param("id", grant).query(Long.class).single();
        var fact = new Findings.Fact("grant/" + row, severity, new Findings.SubjectRef(SubjectKind.GRANT, row),
                "it came back", List.of("why"), null);
        modules.bean(Transactions.class).tenant(scene.tenant.id(), tx -> modules.bean(Findings.class).reconcile(tx,
                new Findings.Judgement("access-returned", true, 0, null, Instant.parse("2026-11-22T12:00:00Z"),
                        List.of(fact))));
    }

    private UUID low(String username, String role) {
        long id = scene.tenant.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "k-" + role), role);
        database.superuser().sql("update entitlement set tier = 'low' where entitlement_id = :id").param("id", id)
                .update();
        return scene.tenant.grant(scene.tenant.account("k-" + username, username), id, true, "[[%d]]".formatted(id));
    }

    private void expect(String username, String role) {
        scene.tenant.give("proposes", SampleTenant.operator(), "scope.propose", "msp");
        scene.tenant.give("approves scopes", SampleTenant.approver(), "scope.approve", "tenant");
        var scopes = modules.bean(ExpectedScopes.class);
        var file = """
                   {"functions":{"f":{"entitlements":[{"kind":"realm role","name":"%s"}]}},
                    "people":{"%s":{"functions":["f"]}}}""".formatted(role, username);
        var proposed = scopes.propose(scopePermit(SampleTenant.operator(), "scope.propose"),
                file.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        scopes.approve(scopePermit(SampleTenant.approver(), "scope.approve"), proposed.publicId(), proposed.hash(), "")
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private Permit scopePermit(org.bailiwick.platform.PersonId person, String capability) {
        return scene.tenant.permit(person, "somebody", capability);
    }

    @Test
    void otherWordsOrAnotherRegisterNeedAnotherPreview() {
        var grants = scene.grants(2);
        var request = BulkScene.revoke(grants);
        var hash = scene.preview(request).hash();
        var reworded = new BulkRequest(DecisionKind.REVOKE, "left the company", Optional.of(BulkScene.TICKET),
                request.items());

        assertThat(BulkScene.no(scene.bulks().request(scene.first(), reworded, hash)))
                .isInstanceOf(BulkProblem.Outdated.class);
        assertThat(BulkScene.no(scene.bulks().request(scene.first(), request, "")))
                .isInstanceOf(BulkProblem.Outdated.class);
        scene.tenant.ended(grants.getFirst());
        assertThat(BulkScene.no(scene.bulks().request(scene.first(), request, hash)))
                .isInstanceOf(BulkProblem.Outdated.class);
        assertThat(scene.texts("select kind from bulk_decision where tenant_id = :tenant")).isEmpty();
    }

    @Test
    void wordsThatAreNotWholeAreRefusedWithTheirPlace() {
        var grants = scene.grants(2);
        var half = new BulkRequest.Item(grants.get(1), "moved", Optional.of(new Ticket("HALO", "")));

        assertThat(BulkScene.no(scene.bulks().preview(scene.first(),
                new BulkRequest(DecisionKind.REVOKE, " ", Optional.empty(),
                        List.of(BulkRequest.Item.of(grants.get(0)), half)))))
                .isEqualTo(new BulkProblem.Incomplete(List.of(
                        new BulkProblem.Incomplete.Fault(-1, new DecisionProblem.JustificationMissing()),
                        new BulkProblem.Incomplete.Fault(1, new DecisionProblem.TicketIncomplete()))));
    }

    @Test
    void whatIsNoBulkIsRefused() {
        var grant = scene.grant("one");

        assertThat(BulkScene.no(scene.bulks().preview(scene.first(), BulkScene.revoke(List.of()))))
                .isInstanceOf(BulkProblem.NothingNamed.class);
        assertThat(BulkScene.no(scene.bulks().preview(scene.first(), BulkScene.revoke(List.of(grant, grant)))))
                .isEqualTo(new BulkProblem.NamedTwice(1));
        assertThat(BulkScene.no(scene.bulks().preview(scene.first(),
                BulkScene.request(DecisionKind.ABSTAIN, List.of(grant)))))
                .isEqualTo(new BulkProblem.NotOffered(DecisionKind.ABSTAIN));
        assertThat(BulkScene.no(scene.bulks().preview(scene.first(), BulkScene.revoke(java.util.stream.IntStream
                .rangeClosed(0, BulkRequest.MOST_ITEMS).mapToObj(number -> UUID.randomUUID()).toList()))))
                .isEqualTo(new BulkProblem.TooMany(BulkRequest.MOST_ITEMS));
    }

    @Test
    void sentTwiceItIsCarriedOutOnce() {
        var request = BulkScene.revoke(scene.grants(2));
        var hash = scene.preview(request).hash();
        var bulk = scene.bulks().request(scene.first(), request, hash)
                .orThrow(problem -> new IllegalStateException(problem.toString()));

        assertThat(BulkScene.no(scene.bulks().request(scene.first(), request, hash)))
                .isEqualTo(new BulkProblem.AlreadyOpen(bulk.publicId()));
        scene.carryOut();
        assertThat(BulkScene.no(scene.bulks().request(scene.first(), request, hash)))
                .isInstanceOf(BulkProblem.Outdated.class);
        assertThat(scene.texts("select kind from decision where tenant_id = :tenant")).hasSize(2);
    }

    @Test
    void moreGrantsThanAreTakenAtOnceAreAllDecided() {
        var request = BulkScene.revoke(scene.grants(250));
        var bulk = scene.asked(request);
        scene.answers().approve(scene.second(), bulk.publicId(), bulk.hash(), "seen")
                .orThrow(problem -> new IllegalStateException(problem.toString()));

        scene.carryOut();

        assertThat(scene.now(bulk).counts()).isEqualTo(new BulkDecision.Counts(0, 250, 0));
        assertThat(scene.texts("select count(*)::text from change_order where tenant_id = :tenant"))
                .containsExactly("250");
    }

    private static ItemProblem problem(Preview preview) {
        return preview.lines().getFirst().problem().orElseThrow();
    }
}
