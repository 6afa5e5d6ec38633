package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
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

/** The whole record as one file from the console, over more entries than the API hands out at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeExportTests {
    private static final int ENTRIES = EvidenceExport.MOST + 1_234;
    private static final String FILE = "/t/acme/evidence/export";

    private final TestPortal portal = new TestPortal();
    private SampleTenant acme;

    @BeforeAll
    void manyEntries() {
        acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        acme.give("reads", portal.know("ada"), Capabilities.EVIDENCE_READ, "tenant");
        acme.give("does not", portal.know("wim"), Capabilities.TENANT_READ, "tenant");
        portal.bean(Transactions.class).tenant(acme.id(), tx -> {
            for (int i = 0; i < ENTRIES; i++) {
                portal.bean(Ledger.class).append(tx, Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT,
                        new Target("grant", "g-" + i, "a grant"), Outcome.SUCCESS, new UUID(7, 10), "still needed"));
            }
            return true;
        });
        await("all have their position").atMost(Duration.ofSeconds(60)).until(() -> portal.database().superuser()
                .sql("select count(*) from ev_inbox where tenant_id = :tenant").param("tenant", acme.id().value())
                .query(Integer.class).single() == 0);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void fileHasEveryEntryVerbatimInTheOrderOfTheLogAndBreaksOffAtAGap() {
        var page = portal.get("ada", "/t/acme/evidence").body();
        assertThat(page).contains("All events as a file", "href=\"" + FILE + "\"");

        var file = portal.get("ada", FILE);

        var leaves = leaves();
        assertThat(leaves).hasSizeGreaterThanOrEqualTo(ENTRIES);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body().lines().toList()).isEqualTo(leaves);
        assertThat(header(file, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(header(file, "Content-Disposition")).isEqualTo("attachment; filename=\"events-acme.jsonl\"");
        assertThat(header(file, "Log-Range")).isEqualTo("0-" + (leaves.size() - 1));
        assertThat(portal.get("wim", FILE).statusCode()).isEqualTo(403);

        gap(EvidenceExport.MOST + 3);
        assertThatThrownBy(() -> portal.get("ada", FILE)).as("a part is not taken for the whole")
                .isInstanceOf(UncheckedIOException.class);
        gap(3);
        assertThat(portal.get("ada", FILE).statusCode()).as("nothing is handed out yet").isEqualTo(409);
    }

    private List<String> leaves() {
        return portal.database().superuser().sql("""
                                                 select convert_from(e.body, 'UTF8') from ev_leaf l
                                                 join ev_entry e using (tenant_id, event_id)
                                                 where tenant_id = :tenant order by leaf_index""")
                .param("tenant", acme.id().value()).query(String.class).list();
    }

    private void gap(int index) {
        portal.database().superuserScript("delete from ev_leaf where tenant_id = %d and leaf_index = %d"
                .formatted(acme.id().value(), index));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
