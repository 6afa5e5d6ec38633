package org.bailiwick.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.time.Instant;
import java.util.List;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The figures of the front page and of a tenant's home, as a program reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsApiTests {
    private static final List<String> FIGURES = List.of("identities", "privilegedGrants", "changesWaiting",
            "stillEffective");
    private static final String READ_AT = "2026-11-20T08:00:00Z";

    private final TestPortal portal = new TestPortal();
    private final PersonId otto = portal.know("otto");
    private final PersonId ada = portal.know("ada");
    private SampleTenant read;
    private SampleTenant unread;

    @BeforeAll
    void twoTenants() {
        read = SampleTenant.create(portal.database(), portal, "figures-read", "operator");
        unread = SampleTenant.create(portal.database(), portal, "figures-unread", "operator");
        for (var tenant : List.of(read, unread)) {
            for (var capability : List.of("tenant.read", "register.read", "change.read")) {
                tenant.give(capability, otto, capability, "msp");
            }
        }
        read.give("only sees it", ada, "tenant.read", "tenant");
        read.give("decides", ada, "grant.decide", "tenant");
        long role = read.entitlement(new EntitlementKey(EntitlementKey.REALM_ROLE, "r-1"), "billing");
        var grant = read.grant(read.account("u-1", "mara"), role, true, "[[%d]]".formatted(role));
        read.account("u-2", "noor");
        wasRead();
        portal.database().superuser()
                .sql("insert into tenant_tag (tenant_id, tag, set_by, set_at) values (:r, 'gold', :by, now()), (:r, 'eu', :by, now()), (:u, 'silver', :by, now())")
                .param("r", read.id().value()).param("u", unread.id().value()).param("by", otto.value()).update();
        json(portal.post("ada", portal.api(read.id()) + "/grants/" + grant + "/decision",
                "{\"decision\":\"REVOKE\",\"justification\":\"left\"}"), 201);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void tenantHasTheFiguresOfItsHomeWithTheirAge() {
        var figures = json(portal.get("otto", portal.api(read.id())), 200).at("/figures");

        assertThat(figures.at("/identities/count").asInt()).isEqualTo(2);
        assertThat(figures.at("/privilegedGrants/count").asInt()).isEqualTo(1);
        assertThat(figures.at("/changesWaiting/count").asInt()).isEqualTo(1);
        assertThat(figures.at("/stillEffective/count").isNumber()).isTrue();
        assertThat(figures.at("/stillEffective/count").asInt()).isZero();
        for (var name : List.of("identities", "privilegedGrants")) {
            assertThat(Instant.parse(figures.at("/" + name + "/asOf").asString())).as(name)
                    .isEqualTo(Instant.parse(READ_AT));
        }
        assertThat(figures.at("/changesWaiting").required("asOf").isNull()).as("as it is now").isTrue();
        for (var name : FIGURES) {
            assertThat(figures.at("/" + name).required("why").isNull()).as(name).isTrue();
        }
    }

    @Test
    void whatWasNeverReadIsNoNumber() {
        var figures = json(portal.get("otto", portal.api(unread.id())), 200).at("/figures");

        for (var name : List.of("identities", "privilegedGrants")) {
            assertThat(figures.at("/" + name).required("count").isNull()).as(name).isTrue();
            assertThat(figures.at("/" + name).required("asOf").isNull()).as(name).isTrue();
            assertThat(figures.at("/" + name + "/why").asString()).as(name).isEqualTo("never read completely");
        }
        assertThat(figures.at("/changesWaiting/count").isNumber()).isTrue();
    }

    @Test
    void figuresThatOneMayNotReadAreNotKnownAndSayWhy() {
        var figures = json(portal.get("ada", portal.api(read.id())), 200).at("/figures");

        for (var name : FIGURES) {
            assertThat(figures.at("/" + name).required("count").isNull()).as(name).isTrue();
            assertThat(figures.at("/" + name + "/why").asString()).as(name).startsWith("no authority to ");
        }
    }

    @Test
    void listHasThemWhereItIsAskedForThemAndNeverTheTenantsOfOthers() {
        var plain = json(portal.get("otto", "/api/v1/tenants"), 200).at("/items");
        assertThat(plain.valueStream()).hasSize(2)
                .noneMatch(each -> each.has("figures") || each.has("systems") || each.has("role"));
        assertThat(named(plain, "figures-read").at("/tags").valueStream().map(JsonNode::asString))
                .containsExactly("eu", "gold");

        var whole = json(portal.get("otto", "/api/v1/tenants?figures=true"), 200).at("/items");
        assertThat(named(whole, "figures-read")).isEqualTo(json(portal.get("otto", portal.api(read.id())), 200));
        assertThat(named(whole, "figures-unread")).isEqualTo(json(portal.get("otto", portal.api(unread.id())), 200));
        assertThat(json(portal.get("ada", "/api/v1/tenants?figures=true"), 200).at("/items").valueStream()
                .map(each -> each.at("/shortName").asString())).containsExactly("figures-read");
    }

    @Test
    void tenantSaysItsTagsOnesRoleAndHowItsSystemsAreRead() {
        var known = json(portal.get("otto", portal.api(read.id())), 200);
        var never = json(portal.get("otto", portal.api(unread.id())), 200);

        assertThat(known.at("/tags").valueStream().map(JsonNode::asString)).containsExactly("eu", "gold");
        assertThat(known.at("/role").asString()).isEqualTo("reader");
        var system = known.at("/systems/items/0");
        assertThat(system.at("/name").asString()).isEqualTo("its system");
        assertThat(system.at("/state").asString()).isEqualTo("ready");
        assertThat(Instant.parse(system.at("/readAt").asString())).isEqualTo(Instant.parse(READ_AT));
        assertThat(system.required("problem").isNull()).isTrue();
        assertThat(known.at("/systems").required("why").isNull()).isTrue();
        assertThat(never.at("/tags").valueStream().map(JsonNode::asString)).containsExactly("silver");
        assertThat(never.at("/systems/items/0").required("readAt").isNull()).as("never read completely").isTrue();
    }

    @Test
    void systemsThatOneMayNotReadAreNotKnownAndSayWhyInPageAndAnswer() {
        var seen = json(portal.get("ada", portal.api(read.id())), 200);

        assertThat(seen.at("/role").asString()).isEqualTo("approver");
        assertThat(seen.at("/systems").required("items").isNull()).isTrue();
        assertThat(seen.at("/systems/why").asString()).isEqualTo("no authority to read the register");
        for (var page : List.of("/", "/t/figures-read")) {
            assertThat(portal.get("ada", page).body()).as(page).contains("no authority to read the register")
                    .doesNotContain("its system");
        }
    }

    @Test
    void tenantWithoutASystemHasNone() {
        var nora = portal.know("nora");
        var empty = SampleTenant.create(portal.database(), portal, "figures-empty", "operator");
        portal.database().superuser().sql("delete from connection where tenant_id = :tenant")
                .param("tenant", empty.id().value()).update();
        empty.give("sees", nora, "tenant.read", "msp");
        empty.give("reads", nora, "register.read", "msp");

        var systems = json(portal.get("nora", portal.api(empty.id())), 200).at("/systems");

        assertThat(systems.required("items").isArray()).isTrue();
        assertThat(systems.at("/items").valueStream()).isEmpty();
        assertThat(portal.get("nora", "/").body()).contains("not connected");
    }

    @Test
    void tagsInUseAreListedOfTheTenantsThatOneMaySeeAlone() {
        assertThat(tags("otto", "")).containsExactly("eu", "gold", "silver");
        assertThat(tags("otto", "?tag=silver")).as("whatever lists are narrowed to").hasSize(3);
        assertThat(tags("ada", "")).containsExactly("eu", "gold");
        portal.know("nobody");
        assertThat(tags("nobody", "")).isEmpty();
    }

    private List<String> tags(String who, String narrowed) {
        return json(portal.get(who, "/api/v1/tags" + narrowed), 200).at("/items").valueStream()
                .map(JsonNode::asString).toList();
    }

    private static JsonNode named(JsonNode items, String shortName) {
        return items.valueStream().filter(each -> each.at("/shortName").asString().equals(shortName)).findFirst()
                .orElseThrow();
    }

    private void wasRead() {
        long snapshot = portal.database().superuser()
                .sql("""
                     insert into snapshot (tenant_id, public_id, connection_id, state, requested_at, started_at, ended_at)
                     values (:tenant, gen_random_uuid(), :connection, 'complete', :at::timestamptz, :at::timestamptz,
                       :at::timestamptz) returning snapshot_id""")
                .param("tenant", read.id().value()).param("connection", read.connection()).param("at", READ_AT)
                .query(Long.class).single();
        for (var kind : List.of("accounts", "entitlements", "containments", "memberships")) {
            portal.database().superuser()
                    .sql("""
                         insert into snapshot_kind (tenant_id, snapshot_id, kind, complete, pages_asked, pages_read,
                           items_read)
                         values (:tenant, :snapshot, :kind, true, 1, 1, 1)""").param("tenant", read.id().value())
                    .param("snapshot", snapshot).param("kind", kind).update();
        }
    }
}
