package org.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bailiwick.bulk.BulkOverTenants.Answer;
import org.bailiwick.bulk.BulkOverTenants.Request;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.BreakingOff;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One act over several tenants is a bulk of each, counted together and known to none of the others. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkOverTenantsTests {
    private final TestDatabase database = TestDatabase.create();
    private final TestModules modules = TestModules.over(database, context -> {});
    private BulkScene acme;
    private BulkScene birch;
    private BulkScene cedar;
    private int scenes;

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void threeTenants() {
        scenes++;
        acme = new BulkScene(database, modules, "acme-" + scenes);
        birch = new BulkScene(database, modules, "birch-" + scenes);
        cedar = new BulkScene(database, modules, "cedar-" + scenes);
    }

    /** Rows of one tenant. */
    private record Rows(BulkScene scene, List<UUID> grants) {}

    @Test
    void eachTenantsGrantsAreABulkOfTheirOwnUnderTheAuthorityThere() {
        var request = revoke(new Rows(acme, acme.grants(2)), new Rows(birch, birch.grants(3)));
        var preview = preview(request);

        assertThat(preview.tenants()).isEqualTo(2);
        assertThat(preview.accounts()).isEqualTo(5);
        assertThat(preview.identities()).isEqualTo(5);
        assertThat(preview.systems()).isEqualTo(2);
        assertThat(preview.needsSecondPerson()).isFalse();
        var answers = asked(request, preview.hash());

        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(
                Answer.Asked.class, asked -> assertThat(asked.bulk().state()).isEqualTo(BulkState.RUNNING)));
        acme.carryOut();
        assertThat(decisions(acme)).containsExactly("REVOKE left the project", "REVOKE left the project");
        assertThat(decisions(birch)).hasSize(3);
        assertThat(authorities(acme)).isNotEqualTo(authorities(birch));
    }

    @Test
    void noTenantLearnsOfAnotherFromItsRecord() {
        var request = revoke(new Rows(acme, acme.grants(4)), new Rows(birch, birch.grants(9)));
        asked(request, preview(request).hash());

        for (var pair : List.of(List.of(acme, birch), List.of(birch, acme))) {
            var mine = pair.getFirst();
            var other = pair.getLast();
            assertThat(rows(mine)).hasSizeGreaterThan(4).allSatisfy(row -> assertThat(row)
                    .doesNotContain(visible(other).shortName(), visible(other).publicId().toString(), "13 accounts",
                            "\"accounts\":13"));
            assertThat(mine.texts("select correlation::text from bulk_decision where tenant_id = :tenant"))
                    .doesNotContainAnyElementsOf(
                            other.texts("select correlation::text from bulk_decision where tenant_id = :tenant"));
        }
        assertThatThrownBy(() -> modules.bean(Transactions.class).tenant(acme.tenant.id(),
                tx -> tx.sql("select count(*) from bulk_alone").query(Long.class).single()))
                .hasStackTraceContaining("permission denied");
        long seen = modules.bean(Transactions.class).tenant(acme.tenant.id(),
                tx -> tx.sql("select count(*) from bulk_decision").query(Long.class).single());
        assertThat(seen).isEqualTo(1);
    }

    @Test
    void tenantThatDeniesStopsNoOther() {
        cedar.tenant.revoke("approver");
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(cedar, cedar.grants(2)));
        var preview = preview(request);

        assertThat(preview.denied()).singleElement().satisfies(denied -> {
            assertThat(denied.tenant()).isEqualTo(visible(cedar));
            assertThat(denied.reason()).contains("was revoked or ran out");
        });
        assertThat(preview.leftOut()).isEqualTo(2);
        assertThat(preview.tenants()).isEqualTo(1);
        assertThat(preview.accounts()).isEqualTo(1);
        var answers = asked(request, preview.hash());

        assertThat(answers.get(0)).isInstanceOf(Answer.Asked.class);
        assertThat(answers.get(1)).isInstanceOf(Answer.Denied.class);
        assertThat(bulks(acme)).containsExactly("running");
        assertThat(bulks(cedar)).isEmpty();
    }

    @Test
    void whatOneTenantRefusesStopsNoOther() {
        var grants = acme.grants(1);
        var open = acme.asked(BulkScene.revoke(grants));
        var request = revoke(new Rows(acme, grants), new Rows(birch, birch.grants(1)));

        var answers = asked(request, preview(request).hash());

        assertThat(answers.get(0)).isEqualTo(
                new Answer.Refused(visible(acme), new BulkProblem.AlreadyOpen(open.publicId())));
        assertThat(answers.get(1)).isInstanceOf(Answer.Asked.class);
    }

    @Test
    void whatChangedInOneTenantIsShownAgainAndNothingIsDecidedInAny() {
        var changing = birch.grants(2);
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, changing));
        var hash = preview(request).hash();
        birch.tenant.ended(changing.getFirst());

        var problem = BulkScene.no(act(request, hash));

        assertThat(problem).isInstanceOfSatisfying(BulkProblem.OutdatedOverTenants.class, outdated -> {
            assertThat(outdated.now().hash()).isNotEqualTo(hash);
            assertThat(outdated.now().leftOut()).isEqualTo(1);
        });
        assertThat(bulks(acme)).isEmpty();
        assertThat(bulks(birch)).isEmpty();
    }

    @Test
    void authorityThatWasLostAfterThePreviewIsShownAgainToo() {
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, birch.grants(1)));
        var hash = preview(request).hash();
        birch.tenant.revoke("approver");

        assertThat(BulkScene.no(act(request, hash))).isInstanceOf(BulkProblem.OutdatedOverTenants.class);
        assertThat(bulks(acme)).isEmpty();
    }

    @Test
    void hashIsTheSameInWhateverOrderTheTenantsAreNamed() {
        var one = new Rows(acme, acme.grants(2));
        var other = new Rows(birch, birch.grants(1));

        assertThat(preview(revoke(one, other)).hash()).isEqualTo(preview(revoke(other, one)).hash())
                .isNotEqualTo(preview(revoke(one)).hash());
    }

    @Test
    void accountsOfTheWholeActNeedASecondPersonInEachTenant() {
        var request = revoke(new Rows(acme, acme.grants(4)), new Rows(birch, birch.grants(4)),
                new Rows(cedar, cedar.grants(4)));
        var preview = preview(request);
        assertThat(preview.together()).isEqualTo(12);
        assertThat(preview.needsSecondPerson()).isTrue();

        asked(request, preview.hash());

        for (var scene : List.of(acme, birch, cedar)) {
            assertThat(bulks(scene)).containsExactly("asked");
            assertThat(scene.texts("select accounts::text from bulk_decision where tenant_id = :tenant"))
                    .containsExactly("4");
        }
        var waiting = own(acme).getFirst().bulk();
        acme.answers().approve(acme.second(), waiting.publicId(), waiting.hash(), "")
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        assertThat(bulks(acme)).containsExactly("running");
        assertThat(bulks(birch)).containsExactly("asked");
        assertThat(preview(revoke(new Rows(birch, List.of(birch.grant("next"))))).alone())
                .as("what waits for a second person was not decided alone").isEmpty();
    }

    @Test
    void bulksOfSingleTenantsOneAfterAnotherCountTogether() {
        assertThat(acme.asked(BulkScene.revoke(acme.grants(6))).state()).isEqualTo(BulkState.RUNNING);
        var next = BulkScene.revoke(birch.grants(6));

        assertThat(birch.preview(next).together()).isEqualTo(12);
        assertThat(birch.asked(next).state()).isEqualTo(BulkState.ASKED);

        var few = revoke(new Rows(birch, List.of(birch.grant("next"), birch.grant("last"))),
                new Rows(cedar, cedar.grants(2)));
        assertThat(preview(few).alone()).hasSize(6);
        asked(few, preview(few).hash());
        assertThat(bulks(cedar)).containsExactly("running");
        assertThat(cedar.asked(BulkScene.revoke(List.of(cedar.grant("one-more")))).secondPerson()).isTrue();
    }

    /** Each alone is small enough; whichever comes second finds the first counted, in whatever tenant that is. */
    @Test
    void twoActsAtTheSameMomentAreNotBothDecidedAlone() throws Exception {
        var requests = List.of(revoke(new Rows(acme, acme.grants(6))), revoke(new Rows(birch, birch.grants(6))));
        var hashes = requests.stream().map(request -> preview(request).hash()).toList();

        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var each : threads.invokeAll(Stream.of(0, 1).<Callable<List<Answer>>>map(
                    which -> () -> asked(requests.get(which), hashes.get(which))).toList())) {
                assertThat(each.get()).allMatch(Answer.Asked.class::isInstance);
            }
        }

        assertThat(Stream.of(acme, birch).flatMap(scene -> bulks(scene).stream()).toList())
                .containsExactlyInAnyOrder("asked", "running");
    }

    @Test
    void tenantThatIsNotSeenDoesNotExistAndNothingIsDecided() {
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, birch.grants(1)));
        var scope = new Scope(List.of(visible(acme)), false);
        var overTenants = modules.bean(BulkOverTenants.class);

        assertThat(BulkScene.no(overTenants.preview(acme.first(), scope, request)))
                .isEqualTo(new BulkProblem.NotFound());
        assertThat(BulkScene.no(overTenants.request(acme.first(), scope, request, preview(request).hash())))
                .isEqualTo(new BulkProblem.NotFound());
        assertThat(bulks(acme)).isEmpty();
    }

    @Test
    void wordsThatAreMissingRefuseTheWholeAct() {
        var item = BulkRequest.Item.of(acme.grants(1).getFirst());
        var request = new Request(new BulkRequest(DecisionKind.REVOKE, " ", Optional.empty(), List.of(item)),
                List.of(visible(acme).publicId()));

        assertThat(BulkScene.no(act(request, ""))).isInstanceOf(BulkProblem.Incomplete.class);
    }

    @Test
    void theActIsOnTheMspsRecordWithCountsAndWithoutTenants() {
        cedar.tenant.revoke("approver");
        var request = revoke(new Rows(acme, acme.grants(2)), new Rows(cedar, cedar.grants(3)));

        var acted = acted(request, preview(request).hash());

        assertThat(ofMsp(acted.act())).singleElement(STRING).startsWith("failure").contains("\"tenants\":2",
                "\"asked\":1", "\"notAsked\":1", "\"items\":5",
                "Revoke in 2 tenants: asked for in 1, not in 1; 5 items")
                .doesNotContain(visible(acme).shortName(), visible(acme).publicId().toString(),
                        visible(cedar).shortName(), visible(cedar).publicId().toString());
        assertThat(own(acted.act()).parts()).extracting(OwnAct.Part::refused).containsExactly(false, true);
    }

    /** The database refuses what the second tenant would be asked for, as where the server stops there. */
    @Test
    void whatStopsInBetweenLeavesTheActWithWhatIsKnownOfIt() {
        cedar.tenant.revoke("approver");
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, birch.grants(2)),
                new Rows(cedar, cedar.grants(1)));
        var hash = preview(request).hash();
        database.superuser().sql("alter table bulk_decision add constraint stops check (tenant_id <> %d) not valid"
                .formatted(birch.tenant.id().value())).update();

        assertThat(BreakingOff.keepsSomethingOf(() -> act(request, hash))).isTrue();

        database.superuser().sql("alter table bulk_decision drop constraint stops").update();
        var act = modules.bean(BulkOverTenants.class).acts(acme.first(), scope()).getFirst();
        assertThat(act.title()).isEqualTo("Revoke in 3 tenants");
        assertThat(act.parts()).extracting(OwnAct.Part::tenant, OwnAct.Part::items, OwnAct.Part::unanswered)
                .containsExactly(tuple(visible(acme), 1, false), tuple(visible(birch), 2, true),
                        tuple(visible(cedar), 1, true));
        assertThat(act.refusals()).isEmpty();
        assertThat(act.parts().getFirst().bulk()).isNotNull();
        assertThat(ofMsp(act.id())).singleElement(STRING).startsWith("failure")
                .contains("asked for in 1, not in 0, not known in 2; 4 items", "\"notKnown\":2");
    }

    /** Every tenant was asked; only the MSP's entry about all of them is refused. */
    @Test
    void actWhoseEntryIsRefusedIsNotSaidToHaveChangedNothing() {
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, birch.grants(1)));
        var hash = preview(request).hash();
        database.superuser().sql(
                "alter table ev_entry add constraint stops check (target not like 'bulk act/%') not valid").update();

        assertThat(BreakingOff.keepsSomethingOf(() -> act(request, hash))).isTrue();

        database.superuser().sql("alter table ev_entry drop constraint stops").update();
        assertThat(modules.bean(BulkOverTenants.class).acts(acme.first(), scope()).getFirst().parts())
                .extracting(OwnAct.Part::tenant, OwnAct.Part::unanswered)
                .containsExactly(tuple(visible(acme), false), tuple(visible(birch), false));
        assertThat(bulks(birch)).containsExactly("running");
    }

    @Test
    void personFindsTheirOwnBulksAgainInTenantsThatTheySee() {
        var request = revoke(new Rows(acme, acme.grants(1)), new Rows(birch, birch.grants(1)));
        asked(request, preview(request).hash());

        assertThat(own(acme, birch)).extracting(OwnBulk::tenant).containsExactlyInAnyOrder(visible(acme),
                visible(birch));
        assertThat(own(birch)).extracting(OwnBulk::tenant).containsExactly(visible(birch));
        assertThat(modules.bean(BulkOverTenants.class).own(acme.second(), scope())).isEmpty();
    }

    private List<OwnBulk> own(BulkScene... seen) {
        return modules.bean(BulkOverTenants.class).own(acme.first(),
                new Scope(Arrays.stream(seen).map(this::visible).toList(), false));
    }

    private OwnAct own(UUID act) {
        return modules.bean(BulkOverTenants.class).act(acme.first(), scope(), act).orElseThrow();
    }

    private Request revoke(Rows... rows) {
        var grants = new ArrayList<UUID>();
        var tenants = new ArrayList<UUID>();
        for (var each : rows) {
            each.grants().forEach(grant -> {
                grants.add(grant);
                tenants.add(visible(each.scene()).publicId());
            });
        }
        return new Request(BulkScene.revoke(grants), tenants);
    }

    private PreviewOverTenants preview(Request request) {
        return modules.bean(BulkOverTenants.class).preview(acme.first(), scope(), request)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private Result<BulkOverTenants.Acted, BulkProblem> act(Request request, String hash) {
        return modules.bean(BulkOverTenants.class).request(acme.first(), scope(), request, hash);
    }

    private List<Answer> asked(Request request, String hash) {
        return acted(request, hash).answers();
    }

    private BulkOverTenants.Acted acted(Request request, String hash) {
        return act(request, hash).orThrow(problem -> new IllegalStateException(problem.toString()));
    }

    private List<String> ofMsp(UUID act) {
        return database.superuser()
                .sql("""
                     select e.outcome || ' ' || convert_from(e.body, 'UTF8') || (
                       select string_agg(d.value, ' ') from ev_disclosure d where d.event_id = e.event_id)
                     from ev_entry e where e.tenant_id = 1 and e.target = :act""")
                .param("act", "bulk act/" + act).query(String.class).list();
    }

    private Scope scope() {
        return new Scope(List.of(visible(acme), visible(birch), visible(cedar)), false);
    }

    private VisibleTenant visible(BulkScene scene) {
        return database.superuser().sql("select short_name, public_id from tenant where tenant_id = :id")
                .param("id", scene.tenant.id().value())
                .query((row, number) -> new VisibleTenant(scene.tenant.id(), row.getObject("public_id", UUID.class),
                        row.getString("short_name"), row.getString("short_name"), false))
                .single();
    }

    private static List<String> bulks(BulkScene scene) {
        return scene.texts("select state from bulk_decision where tenant_id = :tenant");
    }

    private static List<String> decisions(BulkScene scene) {
        return scene.texts("select kind || ' ' || justification from decision where tenant_id = :tenant");
    }

    private static List<String> authorities(BulkScene scene) {
        return scene.texts("select distinct authority_id::text from bulk_decision where tenant_id = :tenant");
    }

    /** All that the act wrote into a tenant's tables, without ids and hashes. */
    private static List<String> rows(BulkScene scene) {
        return Stream.of(
                "select convert_from(body, 'UTF8') from ev_entry where tenant_id = :tenant",
                "select concat_ws(' ', kind, accounts, identities, systems, state) from bulk_decision where tenant_id = :tenant",
                "select row_to_json(i)::text from bulk_decision_item i where tenant_id = :tenant")
                .flatMap(sql -> scene.texts(sql).stream()).toList();
    }
}
