package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A word about several identities at once, as programs say it. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordRoutesTests {
    private final TestPortal portal = new TestPortal();
    private final PersonId rosa = portal.know("rosa");
    private final Map<String, SampleTenant> tenants = new HashMap<>();

    @BeforeAll
    void aToolInFourTenantsOfWhichOneIsNotRosasToRead() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        for (var name : List.of("acme", "birch", "cedar", "dune")) {
            var tenant = SampleTenant.create(portal.database(), portal, name, "operator");
            tenant.account("u-1", "rmm-agent");
            tenants.put(name, tenant);
            tenant.give("tenant.read", rosa, "tenant.read", "msp");
            if (!name.equals("dune")) {
                tenant.give("register.read", rosa, "register.read", "msp");
            }
        }
        portal.database().superuser().sql("update identity set kind = 'service account'").update();
        tenants.get("cedar").account("u-2", "mara");
    }

    @BeforeEach
    void nothingSaid() {
        portal.database().superuser().sql("delete from correlation_word").update();
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void severalIdentitiesAreSaidToBeOneServiceInOneAct() {
        var said = say(named(tool("birch"), tool("cedar")), true);

        assertThat(said.statusCode()).as(said.body()).isEqualTo(202);
        assertThat(words("birch")).isEqualTo(1);
        assertThat(words("cedar")).isEqualTo(1);
    }

    @Test
    void ofSeveralNoneIsKeptWhereOneIsUnfitAndThePointerSaysWhich() {
        var refused = json(say(named(tool("birch"), person()), true), 422);

        assertThat(refused.at("/type").asString()).isEqualTo("/problems/who-is-who");
        assertThat(refused.at("/errors/0/pointer").asString()).isEqualTo("/identities/1");
        assertThat(refused.at("/errors/0/detail").asString()).contains("never the same");
        assertThat(words("birch")).isZero();
    }

    @Test
    void whatOneMayNotReadIsNotThereAndStopsTheOthers() {
        var hidden = json(say(named(tool("birch"), tool("dune")), true), 404);
        var nowhere = json(say(named(tool("birch"), new UUID(7, 7)), true), 404);

        assertThat(hidden.at("/errors")).isEqualTo(nowhere.at("/errors"));
        assertThat(hidden.at("/errors/0/pointer").asString()).isEqualTo("/identities/1");
        assertThat(words("birch") + words("dune")).isZero();
    }

    @Test
    void whatIsMissingOrNamedTwiceIsPointedAt() {
        var tool = tool("birch");

        assertThat(pointer("{}")).isEqualTo("/same");
        assertThat(pointer("{\"identities\":[],\"same\":true,\"reason\":\"ours\"}")).isEqualTo("/identities");
        assertThat(pointer("{\"identities\":[\"%s\",null],\"same\":true,\"reason\":\"ours\"}".formatted(tool)))
                .isEqualTo("/identities/1");
        assertThat(pointer("{\"identities\":[\"%s\",\"%s\"],\"same\":true,\"reason\":\"ours\"}".formatted(tool, tool)))
                .isEqualTo("/identities/1");
        assertThat(pointer("{\"identities\":[\"%s\"],\"reason\":\"ours\"}".formatted(tool))).isEqualTo("/same");
        assertThat(pointer("{\"identities\":[\"%s\"],\"same\":true}".formatted(tool))).isEqualTo("/reason");
        var many = Stream.generate(UUID::randomUUID).limit(1_001).toArray(UUID[]::new);
        assertThat(json(say(named(many), true), 422).at("/errors/0/pointer").asString()).isEqualTo("/identities");
        assertThat(words("birch")).isZero();
    }

    private String pointer(String body) {
        return json(portal.post("rosa", path(), body), 422).at("/errors/0/pointer").asString();
    }

    private HttpResponse<String> say(String identities, boolean same) {
        return portal.post("rosa", path(),
                "{\"identities\":%s,\"same\":%s,\"reason\":\"it is our agent\"}".formatted(identities, same));
    }

    private String path() {
        return "/api/v1/oversight/identities/%s/correlation".formatted(one("subject", "acme", "service account"));
    }

    private static String named(UUID... identities) {
        return Stream.of(identities).map("\"%s\""::formatted).collect(Collectors.joining(",", "[", "]"));
    }

    private UUID tool(String in) {
        return one("public_id", in, "service account");
    }

    private UUID person() {
        return one("public_id", "cedar", "human");
    }

    private UUID one(String column, String in, String kind) {
        return portal.database().superuser()
                .sql("select %s from identity where tenant_id = :tenant and kind = :kind".formatted(column))
                .param("tenant", tenants.get(in).id().value()).param("kind", kind).query(UUID.class).single();
    }

    private long words(String in) {
        return portal.database().superuser().sql("select count(*) from correlation_word where tenant_id = :tenant")
                .param("tenant", tenants.get(in).id().value()).query(Long.class).single();
    }
}
