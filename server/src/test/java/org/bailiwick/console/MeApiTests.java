package org.bailiwick.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Instant;
import java.util.List;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What one may do and from whom one has it, as a program reads it. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeApiTests {
    private static final String END = "2099-01-01T00:00:00Z";

    private final TestPortal portal = new TestPortal();
    private final PersonId otto = portal.know("otto");
    private final PersonId ada = portal.know("ada");

    @BeforeAll
    void ottoHoldsSomethingWithoutEndSomethingThatEndsAndWhatWasTakenBack() {
        var acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        var birch = SampleTenant.create(portal.database(), portal, "birch", "operator");
        for (var capability : List.of("tenant.read", "register.read", "change.read", "grant.decide")) {
            acme.give(capability, otto, capability, "tenant");
        }
        birch.give("adas", ada, "tenant.read", "tenant");
        ofOtto("update authority set until = '%s'::timestamptz where capability = 'change.read'".formatted(END));
        ofOtto("update authority set revoked_at = now() where capability = 'grant.decide'");
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void authoritiesInForceComeWithTheirOriginAndEnd() {
        var me = json(portal.get("otto", "/api/v1/me"), 200);

        var held = me.at("/authorities").valueStream().toList();
        assertThat(held).hasSize(2);
        var ending = held.stream().filter(each -> !each.required("until").isNull()).toList();
        assertThat(ending).singleElement().satisfies(each -> {
            assertThat(capabilities(each)).containsExactly("change.read");
            assertThat(Instant.parse(each.at("/until").asString())).isEqualTo(Instant.parse(END));
        });
        assertThat(held).filteredOn(each -> each.required("until").isNull()).singleElement()
                .satisfies(each -> assertThat(capabilities(each)).containsExactly("register.read", "tenant.read"));
        assertThat(held).allSatisfy(each -> {
            assertThat(each.at("/tenant")).isEqualTo(me.at("/tenants/0/id"));
            assertThat(each.at("/role").asString()).isEqualTo("reader");
            assertThat(each.at("/origin").asString()).isEqualTo("the accepted contract");
            assertThat(Instant.parse(each.at("/since").asString())).isBefore(Instant.now());
        });
        assertThat(portal.get("otto", "/me").body()).contains("3 authorities", "follow changes",
                "the accepted contract").doesNotContain("decide about grants");
    }

    @Test
    void nobodySeesWhatOthersHold() {
        var me = json(portal.get("ada", "/api/v1/me"), 200);

        assertThat(me.at("/tenants").valueStream().map(each -> each.at("/shortName").asString()))
                .containsExactly("birch");
        assertThat(me.at("/authorities").valueStream()).singleElement()
                .satisfies(each -> assertThat(capabilities(each)).containsExactly("tenant.read"));
        portal.know("nobody");
        assertThat(json(portal.get("nobody", "/api/v1/me"), 200).required("authorities").valueStream()).isEmpty();
    }

    private void ofOtto(String sql) {
        portal.database().superuser().sql(sql + " and person_id = :otto").param("otto", otto.value()).update();
    }

    private static List<String> capabilities(JsonNode held) {
        return held.at("/capabilities").valueStream().map(JsonNode::asString).toList();
    }
}
