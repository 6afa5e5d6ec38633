package org.bailiwick.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.note.Checkpoint;
import org.bailiwick.proof.note.SignedCheckpoint;
import org.bailiwick.proof.note.VerifierKey;
import org.bailiwick.proof.tile.EntryBundle;
import org.bailiwick.proof.tile.TilePath;
import org.bailiwick.proof.tile.TileReader;
import org.bailiwick.proof.witness.AddCheckpoint;
import org.bailiwick.proof.witness.WitnessAnswer;
import org.bailiwick.proof.witness.WitnessRules;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who gets what of the log of all tenants' heads, and what is said of a log that cannot be read; on the whole server. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadsLogRoutesTests {
    private static final String ALL = "/api/v1/log/heads";
    private static final String BUNDLE = "/tile/entries/000.p/1";

    private final TestPortal portal = new TestPortal("--bailiwick.log.heads-every=300ms");
    private SampleTenant acme;
    private SampleTenant birch;
    private SampleTenant elder;
    private String own;

    @BeforeAll
    void twoCustomersAndTheirProvidersStaff() {
        portal.bean(RootAuthorities.class).firstAdministrator(portal.know("rosa"));
        acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        birch = SampleTenant.create(portal.database(), portal, "birch", "operator");
        acme.give("audits", portal.know("ada"), "evidence.read", "tenant");
        acme.give("does not", portal.know("wim"), "tenant.read", "tenant");
        elder = SampleTenant.create(portal.database(), portal, "elder", "operator");
        elder.give("reads", portal.know("ada"), "evidence.read", "tenant");
        elder.give("reads", portal.know("rosa"), "tenant.read", "tenant");
        SampleTenant.create(portal.database(), portal, TenantId.MSP, "operator").give("reads", portal.know("sam"),
                "evidence.read", "msp");
        own = portal.api(acme.id()) + "/log/heads";
        append(acme);
        append(birch);
        await("both are in the heads log").until(() -> portal.database().superuser()
                .sql("select count(distinct tenant_id) from ev_head where tenant_id in (:both)")
                .param("both", List.of(acme.id().value(), birch.id().value())).query(Integer.class).single() == 2);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    /** With nothing but what a tenant's auditor gets. */
    @Test
    void tenantsAuditorFeedsAWitnessOfTheirOwn() {
        var key = VerifierKey.parse(json(portal.get("ada", portal.api(acme.id()) + "/log"), 200)
                .at("/headsVerifierKey").asString());
        var rules = new WitnessRules(Map.of(key.name(), List.of(key)));
        var first = newest();
        assertThat(rules.answer(request(0, first), origin -> Optional.empty()))
                .isInstanceOf(WitnessAnswer.Accepted.class);

        append(birch);
        await("the heads log has grown").until(() -> newest().checkpoint().size() > first.checkpoint().size());

        var grown = newest();
        assertThat(rules.answer(request(first.checkpoint().size(), grown), origin -> Optional.of(first.checkpoint())))
                .isInstanceOf(WitnessAnswer.Accepted.class);
        assertThat(rules.answer(request(first.checkpoint().size(), grown),
                origin -> Optional.of(new Checkpoint(key.name(), first.checkpoint().size(),
                        grown.checkpoint().root()))))
                .as("one who saw another history refuses").isInstanceOf(WitnessAnswer.Inconsistent.class);
    }

    private SignedCheckpoint newest() {
        return SignedCheckpoint.parse(file("ada", own + "/checkpoint", 200));
    }

    private byte[] request(long from, SignedCheckpoint newest) {
        var tree = new TileReader(path -> file("ada", own + "/" + path.path(), 200), newest.checkpoint().size())
                .tree();
        return new AddCheckpoint(from, tree.consistencyFrom(from), newest).bytes();
    }

    @Test
    void noTenantGetsTheEntriesWhichTellOfOthers() {
        assertThat(portal.get("ada", own + BUNDLE).statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", own + "/tile/9/000").statusCode()).isEqualTo(404);
        assertThat(portal.get("ada", own + "/tile/0/000.p/250").statusCode()).isEqualTo(404);
        for (var path : List.of("/checkpoint", "/tile/0/000.p/1", BUNDLE)) {
            assertThat(portal.get("ada", ALL + path).statusCode()).as(path).isEqualTo(404);
            assertThat(portal.get("wim", own + path).statusCode()).as(path).isEqualTo(403);
            assertThat(portal.get("ada", portal.api(birch.id()) + "/log/heads" + path).statusCode()).as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void staffOfTheProviderGetHashesAndOnlyWhoSeesEveryTenantGetsEntries() {
        file("sam", ALL + "/checkpoint", 200);
        assertThat(file("sam", ALL + "/tile/0/000.p/1", 200)).hasSize(32);
        assertThat(json(portal.get("sam", ALL + BUNDLE), 403).at("/type").asString())
                .isEqualTo("/problems/not-permitted");
        assertThat(json(portal.get("rosa", ALL + BUNDLE), 403).at("/detail").asString())
                .as("over the estate, but two tenants are not hers to see").contains("you do not see all of them");

        acme.give("sees", portal.know("rosa"), "tenant.read", "tenant");
        assertThat(portal.get("rosa", ALL + BUNDLE).statusCode()).isEqualTo(403);
        birch.give("sees", portal.know("rosa"), "tenant.read", "tenant");

        var bundle = EntryBundle.read(TilePath.parse("tile/entries/000.p/1"), file("rosa", ALL + BUNDLE, 200));
        assertThat(new String(bundle.entries().getFirst(), UTF_8)).contains("/t/");
        assertThat(portal.get("rosa", ALL + BUNDLE + "?tag=none").statusCode()).as("a chosen part hides none")
                .isEqualTo(200);
        assertThat(portal.get("rosa", ALL + "/tile/entries/999").statusCode()).isEqualTo(404);
        birch.revoke("sees");
        acme.revoke("sees");
        assertThat(portal.get("rosa", ALL + BUNDLE).statusCode()).isEqualTo(403);
    }

    @Test
    void logOfWhichNoCheckpointCanBeReadIsSaidToBeDamaged() {
        var api = portal.api(elder.id());
        var entry = append(elder);
        await("it has its position").until(() -> portal.get("ada", api + "/evidence/" + entry + ".tlog-proof")
                .statusCode() == 200);
        portal.database().superuserScript("update ev_checkpoint set note = 'x' where tenant_id = %d"
                .formatted(elder.id().value()));

        for (var path : List.of("/log", "/log/checkpoint", "/evidence/" + entry + ".tlog-proof",
                "/evidence/export")) {
            var answer = json(portal.get("ada", api + path), 503);
            assertThat(answer.at("/type").asString()).as(path).isEqualTo("/problems/log-unreadable");
            assertThat(answer.at("/detail").asString()).contains("not an empty log", "self-audit", "backup");
        }
        var page = portal.get("ada", "/t/elder/log");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("The log cannot be read").doesNotContain("nothing was signed yet");
        assertThat(portal.get("ada", portal.api(acme.id()) + "/log").statusCode()).as("others").isEqualTo(200);
    }

    private byte[] file(String who, String path, int status) {
        var answer = portal.file(who, path);
        assertThat(answer.statusCode()).as(path + ": " + new String(answer.body(), UTF_8)).isEqualTo(status);
        return answer.body();
    }

    private UUID append(SampleTenant tenant) {
        return portal.bean(Transactions.class).tenant(tenant.id(), tx -> portal.bean(Ledger.class).append(tx,
                Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT, new Target("grant", "g-1", "a grant"), Outcome.SUCCESS,
                        new UUID(7, 11), "needed")));
    }
}
