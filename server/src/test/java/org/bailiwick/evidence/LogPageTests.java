package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.Test;

class LogPageTests {
    @Test
    void allThatAPassFoundIsOnThePageAndInTheApi() {
        try (var portal = new TestPortal()) {
            portal.bean(RootAuthorities.class).firstAdministrator(portal.know("rosa"));
            var acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
            acme.give("reads", portal.know("ada"), "evidence.read", "tenant");
            portal.bean(Transactions.class).tenant(acme.id(),
                    tx -> portal.bean(Ledger.class).append(tx, Entry.of(Activity.GRANT_KEPT, Actor.PRODUCT,
                            new Target("grant", "g", "name"), Outcome.SUCCESS, UUID.randomUUID(), "needed")));
            var api = portal.api(acme.id()) + "/log";
            await("a pass has ended").until(() -> json(portal.get("ada", api), 200).at("/audit/passedAt").isString());
            assertThat(json(portal.get("ada", api), 200).at("/audit/faultCount").asLong()).isZero();
            portal.database().superuser()
                    .sql("""
                         update ev_audit set fault = 'first <b>', fault_index = 3, fault_since = now(),
                           fault_count = 7, fault_indexes = '{3,null}',
                           faults = '{"first <b>","second"}'
                         where tenant_id = :t""").param("t", acme.id().value()).update();

            var page = portal.get("ada", "/t/acme/log").body();
            var audit = json(portal.get("ada", api), 200).at("/audit");

            assertThat(page).contains("at position 3: first &lt;b&gt;", "Found in all: 7. The first 2:",
                    "<li>position 3: first &lt;b&gt;</li>", "<li>second</li>");
            assertThat(audit.at("/faultCount").asLong()).isEqualTo(7);
            assertThat(audit.at("/faults/0/index").asLong()).isEqualTo(3);
            assertThat(audit.at("/faults/1/what").asString()).isEqualTo("second");
        }
    }
}
