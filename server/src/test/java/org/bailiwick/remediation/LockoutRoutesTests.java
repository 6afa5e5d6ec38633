package org.bailiwick.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What nobody can unlock is not offered and says why, in the console and the API, to those who may unlock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockoutRoutesTests {
    private static final String ASKED = "somebody asked for the end of its access, and that is not answered yet";

    private final TestPortal portal = new TestPortal();
    private final PersonId olga = portal.know("olga");
    private final PersonId vera = portal.know("vera");
    private SampleTenant tenant;
    private UUID mara;
    private UUID noor;
    private String name;
    private int tenants;

    @BeforeAll
    void firstAdministrator() {
        portal.bean(RootAuthorities.class).firstAdministrator(olga);
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    /** Olga unlocks, Vera only looks; the end of Mara's access is asked for. */
    @BeforeEach
    void twoLockedAccounts() {
        name = "locks-" + ++tenants;
        tenant = SampleTenant.create(portal.database(), portal, name, "operator");
        for (var capability : List.of("tenant.read", "register.read")) {
            tenant.give("olga: " + capability, olga, capability, "msp");
            tenant.give("vera: " + capability, vera, capability, "tenant");
        }
        tenant.give("olga unlocks", olga, "account.unlock", "msp");
        var account = tenant.account("u-1", "mara");
        mara = tenant.locked(account);
        tenant.asksToDisable(account);
        noor = tenant.locked(tenant.account("u-2", "noor"));
    }

    @Test
    void whoseAccessEndsIsNotOfferedAndTheRowSaysWhyAndWhatToDo() {
        var page = portal.get("olga", "/t/" + name + "/lockouts").body();

        assertThat(page).contains("not offered: " + ASKED, "For whoever is to come back", "value=\"" + noor)
                .doesNotContain("value=\"" + mara);
        assertThat(portal.get("olga", "/t/" + name + "/lockouts?username=mara").body())
                .contains("not offered, " + ASKED).doesNotContain("value=\"" + mara);
        assertThat(portal.get("olga", "/all/lockouts").body()).contains("not offered: " + ASKED, "/" + noor)
                .doesNotContain("/" + mara + "\"");
    }

    @Test
    void apiTellsTheProblemThatAnUnlockWouldAnswer() {
        var refused = json(portal.post("olga", portal.api(tenant.id()) + "/lockouts/unlock",
                "{\"accounts\": [\"%s\", \"%s\"], \"justification\": \"asked by phone\"}".formatted(mara, noor)), 409);

        for (var path : List.of(portal.api(tenant.id()) + "/lockouts", "/api/v1/oversight/lockouts")) {
            assertThat(refused.at("/type").asString()).endsWith("/problems/access-ended");
            assertThat(problem("olga", path, mara).at("/type").asString()).as(path).isEqualTo("access-ended");
            assertThat(problem("olga", path, mara).at("/detail").asString()).as(path)
                    .isEqualTo(refused.at("/detail").asString())
                    .contains(ASKED, "have the account enabled in the system itself");
            assertThat(problem("olga", path, noor).isNull()).as(path).isTrue();
        }
    }

    @Test
    void whoOnlyLooksIsNotToldWhoseAccessEnds() {
        var page = portal.get("vera", "/t/" + name + "/lockouts").body();

        assertThat(page).contains("not offered: you do not unlock in this tenant").doesNotContain(ASKED,
                "For whoever is to come back");
        assertThat(problem("vera", portal.api(tenant.id()) + "/lockouts", mara).isNull()).isTrue();
    }

    @Test
    void accountInADisconnectedSystemIsNotOffered() {
        tenant.disconnect();

        assertThat(portal.get("olga", "/t/" + name + "/lockouts").body())
                .contains("not offered: its system is disconnected").doesNotContain("value=\"" + noor);
        assertThat(problem("olga", portal.api(tenant.id()) + "/lockouts", noor).at("/type").asString())
                .isEqualTo("system-disconnected");
    }

    private JsonNode problem(String who, String path, UUID account) {
        return json(portal.get(who, path), 200).at("/items").valueStream()
                .filter(each -> each.at("/account").asString().equals(account.toString())).findFirst().orElseThrow()
                .at("/problem");
    }
}
