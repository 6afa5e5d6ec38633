package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody who was handed the id of an access decision finds by it what it permitted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineDecisionTests {
    private static final UUID DECISION = new UUID(4, 7);

    private final TestPortal portal = new TestPortal();
    private String api;

    @BeforeAll
    void entriesOfTwoDecisions() {
        var acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        acme.give("reads", portal.know("ada"), "evidence.read", "tenant");
        api = portal.api(acme.id());
        append(acme, "g-mine", DECISION);
        append(acme, "g-other", new UUID(4, 8));
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void decisionIsAFieldBesideTheOthersAndStaysInIt() {
        assertThat(timeline("").body()).contains("<label for=\"decision\">Access decision</label>",
                "<input id=\"decision\" name=\"decision\"");

        var page = timeline("?operator=&ticket=&decision=+" + DECISION + "+");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("g-mine", "name=\"decision\" value=\"%s\"".formatted(DECISION),
                "/t/acme/packs?decision=" + DECISION).doesNotContain("g-other", "type=\"hidden\" name=\"decision\"");
    }

    @Test
    void packIsAskedForByTheSameField() {
        assertThat(portal.get("ada", "/t/acme/packs?decision=" + DECISION).body())
                .contains("<label for=\"decision\">Access decision</label>",
                        "name=\"decision\" value=\"%s\"".formatted(DECISION))
                .doesNotContain("type=\"hidden\" name=\"decision\"");
    }

    @Test
    void whatIsNoIdIsRefusedInWordsAndNotTakenForNothingFound() {
        for (var typed : new String[]{"4711", "HALO 4711", DECISION + "0", "0-0-0-0-1"}) {
            var page = timeline("?decision=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));

            assertThat(page.statusCode()).as(typed).isEqualTo(400);
            assertThat(page.body()).contains("is the decision id of an entry, a UUID, not").contains(typed);
        }
        assertThat(json(portal.get("ada", api + "/evidence?decision=4711"), 400).at("/type").asString())
                .isEqualTo("/problems/invalid-parameter");
    }

    private HttpResponse<String> timeline(String query) {
        return portal.get("ada", "/t/acme/evidence" + query);
    }

    private void append(SampleTenant tenant, String target, UUID decision) {
        var used = new Entry.Authority(new UUID(1, 1), "grant.decide", "given by the tenant owner");
        portal.bean(Transactions.class).tenant(tenant.id(), tx -> portal.bean(Ledger.class).append(tx,
                Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT, new Target("grant", target, "name of " + target),
                        Outcome.SUCCESS, UUID.randomUUID(), "needed").under(used, decision)));
    }
}
