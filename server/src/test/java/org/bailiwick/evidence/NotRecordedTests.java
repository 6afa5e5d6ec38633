package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import org.bailiwick.change.SampleTenant;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing happens without its entry, whatever hinders that, and who asked is told so. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotRecordedTests {
    private final TestPortal portal = new TestPortal();
    private String holds;

    @BeforeAll
    void tenantWithARecord() {
        var acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        acme.give("reads", portal.know("bert"), "evidence.read", "tenant");
        acme.give("keeps", portal.know("bert"), "record.keep", "tenant");
        holds = portal.api(acme.id()) + "/legal-holds";
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void changeThatLacksTheRightToBeRecordedDoesNotHappen() {
        portal.database().superuserScript("revoke insert on ev_inbox from bw_tenant");

        refused("proceeding-right");

        portal.database().superuserScript("grant insert on ev_inbox to bw_tenant");
        lifted(json(portal.post("bert", holds, "{\"reason\":\"proceeding-right\"}"), 201).at("/id").asString());
    }

    /** A cancelled statement, a check, a deadlock. */
    @ParameterizedTest
    @ValueSource(strings = {"57014", "23514", "40P01"})
    void changeWhoseEntryIsRefusedDoesNotHappen(String state) {
        portal.database()
                .superuserScript("""
                                 create function refuse() returns trigger language plpgsql as $$
                                 begin raise exception 'words of the database' using errcode = '%s'; end $$;
                                 create trigger refuse before insert on ev_entry
                                 for each row when (new.action = 'legal hold set') execute function refuse()"""
                        .formatted(state));
        try {
            refused("proceeding-" + state);
        } finally {
            portal.database().superuserScript("drop trigger refuse on ev_entry; drop function refuse()");
        }
    }

    /** What somebody typed is theirs to correct. */
    @Test
    void textThatCannotBeKeptIsStillSaidToBeThat() {
        var refused = json(portal.post("bert", holds, "{\"reason\":\"x\\u0000y\"}"), 400);

        assertThat(refused.at("/type").asString()).isEqualTo("/problems/unstorable-text");
    }

    private void refused(String reason) {
        var refused = json(portal.post("bert", holds, "{\"reason\":\"%s\"}".formatted(reason)), 503);
        assertThat(refused.at("/type").asString()).isEqualTo("/problems/not-recorded");
        assertThat(refused.at("/detail").asString()).contains("nothing was changed", refused.at("/traceId").asString())
                .doesNotContain("ev_", "words of the database");
        var page = portal.form("bert", "/t/acme/legal-holds", "reason=" + reason);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("It could not be recorded", "nothing was changed");
        assertThat(portal.get("bert", holds).body()).as("nothing was changed").doesNotContain(reason);
    }

    private void lifted(String hold) {
        assertThat(portal.post("bert", holds + "/" + hold + "/lifting", "{\"reason\":\"over\"}").statusCode())
                .isEqualTo(200);
    }
}
