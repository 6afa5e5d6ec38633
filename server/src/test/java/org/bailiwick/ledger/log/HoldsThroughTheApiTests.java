package org.bailiwick.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import org.bailiwick.change.SampleTenant;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people set and lift through the product is what the self-audit expects of a hold and its entries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldsThroughTheApiTests {
    private final TestPortal portal = new TestPortal();
    private SampleTenant acme;
    private String holds;

    @BeforeAll
    void twoWhoKeepTheRecord() {
        acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        acme.give("keeps", portal.know("bert"), "record.keep", "tenant");
        acme.give("keeps for them", portal.know("mara"), "record.keep", "msp");
        holds = portal.api(acme.id()) + "/legal-holds";
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void holdsOfEitherSideAreAsTheirEntriesSayAndAnEditOfTheSideIsNamed() {
        set("bert", "{\"reason\":\" the \\\"case\\\"\\r\\nof Ümit \\n\",\"ticket\":\" L 1 \"}");
        var theirs = set("mara", "{\"reason\":\"for the \\u2028 MSP\"}");
        assertThat(portal.post("mara", holds + "/" + theirs + "/lifting", "{\"reason\":\"\\t over \"}").statusCode())
                .isEqualTo(200);
        await("all have their position").until(() -> waiting() == 0);
        assertThat(rebuild().faults()).isEqualTo(LogFaults.NONE);

        for (var edit : new String[]{"of_tenant = false where of_tenant", "of_tenant = true where not of_tenant"}) {
            portal.database().superuserScript("create table kept as select * from ev_hold");
            portal.database().superuserScript("update ev_hold set " + edit);
            assertThat(rebuild().faults().named()).as(edit).singleElement().extracting(LogFault::what)
                    .isEqualTo("the side of the legal hold that was set here is not the one in the entry");
            portal.database().superuserScript("""
                                              update ev_hold h set of_tenant = k.of_tenant from kept k
                                              where k.hold_id = h.hold_id;
                                              drop table kept""");
        }
    }

    @Test
    void holdThatIsLiftedInTheDatabaseIsSaidToStandByTheRecord() {
        var page = "/t/birch/retention";
        var birch = SampleTenant.create(portal.database(), portal, "birch", "operator");
        birch.give("keeps", portal.know("berta"), "record.keep", "tenant");
        birch.give("reads", portal.know("berta"), "evidence.read", "tenant");
        assertThat(portal.get("berta", page).body()).contains("none stands");
        json(portal.post("berta", portal.api(birch.id()) + "/legal-holds", "{\"reason\":\"a case\"}"), 201);
        assertThat(portal.get("berta", page).body()).contains("1 stands");

        portal.database().superuser()
                .sql("update ev_hold set lifted_at = now(), lift_reason = 'x' where tenant_id = :tenant")
                .param("tenant", birch.id().value()).update();

        assertThat(portal.get("berta", page).body()).contains("one stands by the record",
                "href=\"/t/birch/log\"").doesNotContain("none stands");
    }

    private String set(String who, String body) {
        return json(portal.post(who, holds, body), 201).at("/id").asString();
    }

    private int waiting() {
        return portal.database().superuser().sql("select count(*) from ev_inbox").query(Integer.class).single();
    }

    private RebuildLog.Pass rebuild() {
        return RebuildLog.run(portal.bean(StoredLogs.class).of(acme.id()), portal.bean(LogKeys.class),
                new VerifiedCheckpoints());
    }
}
