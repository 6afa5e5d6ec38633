package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.Provider;
import org.bailiwick.signin.Providers;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** With which sign-in provider a system's accounts are people's: what can be chosen and what is, as page and API say it. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionProviderTests {
    private final TestPortal portal = new TestPortal();
    private final PersonId rosa = portal.know("rosa");
    private final PersonId ada = portal.know("ada");
    private SampleTenant acme;
    private SampleTenant birch;
    private Provider login;

    @BeforeAll
    void twoTenantsOfWhichOneSignsInByItself() {
        portal.bean(RootAuthorities.class).firstAdministrator(rosa);
        acme = SampleTenant.create(portal.database(), portal, "acme", "operator");
        birch = SampleTenant.create(portal.database(), portal, "birch", "operator");
        acme.give("manages", rosa, "tenant.manage", "msp");
        acme.give("sees", rosa, "tenant.read", "msp");
        acme.give("only sees", ada, "tenant.read", "tenant");
        birch.give("manages", rosa, "tenant.manage", "msp");
        birch.give("sees", rosa, "tenant.read", "msp");
        login = provider(acme, "Acme login", "https://login.acme.example");
        provider(birch, "Birch login", "https://login.birch.example");
        portal.database().superuser().sql("update connection set provider_id = :provider where tenant_id = :tenant")
                .param("provider", login.id().value()).param("tenant", acme.id().value()).update();
    }

    @AfterAll
    void stop() {
        portal.close();
    }

    @Test
    void whatCanBeChosenIsListedWithItsIdAndIsTheTenantsOwnAlone() {
        var listed = json(portal.get("rosa", portal.api(acme.id()) + "/providers"), 200);

        assertThat(listed.at("/items").valueStream()).singleElement().satisfies(this::isAcmeLogin);
        assertThat(json(portal.get("rosa", portal.api(TenantId.MSP) + "/providers"), 200).at("/items").valueStream()
                .map(each -> each.at("/name").asString())).containsExactly("MSP login");
        assertThat(portal.get("rosa", "/t/acme/connections/new").body())
                .contains("value=\"" + listed.at("/items/0/id").asString() + "\"").doesNotContain("Birch login");
    }

    @Test
    void whoDoesNotManageTheTenantIsNotToldWhatCanBeChosen() {
        assertThat(portal.get("ada", portal.api(acme.id()) + "/providers").statusCode()).isEqualTo(403);
        assertThat(portal.get("ada", portal.api(birch.id()) + "/providers").statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasChosenIsReadWithTheConnection() {
        isAcmeLogin(json(portal.get("ada", portal.api(acme.id()) + "/connections"), 200).at("/items/0/provider"));
        assertThat(portal.get("ada", "/t/acme/connections").body()).contains("Acme login",
                "https://login.acme.example").doesNotContain("none chosen");
    }

    @Test
    void whereNoneWasChosenItSaysSo() {
        assertThat(json(portal.get("rosa", portal.api(birch.id()) + "/connections"), 200).at("/items/0")
                .required("provider").isNull()).isTrue();
        assertThat(portal.get("rosa", "/t/birch/connections").body()).contains("none chosen")
                .doesNotContain("Birch login");
    }

    private void isAcmeLogin(JsonNode provider) {
        assertThat(provider.at("/id").asString()).isEqualTo(login.publicId().toString());
        assertThat(provider.at("/name").asString()).isEqualTo("Acme login");
        assertThat(provider.at("/issuer").asString()).isEqualTo("https://login.acme.example");
        assertThat(portal.api(acme.id())).endsWith(provider.at("/tenant").asString());
        assertThat(provider.propertyNames()).containsExactlyInAnyOrder("id", "name", "issuer", "tenant");
    }

    private Provider provider(SampleTenant tenant, String name, String issuer) {
        return portal.bean(Providers.class).register(tenant.id(), name, issuer, "portal", null)
                .orThrow(problem -> new IllegalStateException(problem.toString()));
    }
}
