package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

@InPortal
class ScopeTests {
    /** The MSP is no customer of anybody: the contract names it. */
    private static final List<String> OTHERS = List.of("Birchwood", "birchwood", "Calder", "calder");

    @Test
    void approverNeverReadsAnotherTenantsName(Portal portal) {
        var approver = portal.demo().approver("acme-dental");

        try (var window = portal.window(approver); var page = window.newPage()) {
            var screens = Screens.of(page, "acme-dental");

            assertThat(screens).containsKeys("register", "identity", "grant").doesNotContainKey("across");
            assertThat(screens.values()).allSatisfy(path -> {
                page.navigate(path);
                assertThat(page.content()).as(path).doesNotContain(OTHERS);
            });
        }
    }

    @Test
    void anotherTenantIsNotThere(Portal portal) {
        try (var window = portal.window(portal.demo().approver("acme-dental")); var page = window.newPage()) {
            var other = page.navigate("/t/birchwood-law/register");
            var nowhere = page.navigate("/t/no-such-tenant/register");

            assertThat(other.status()).isEqualTo(404);
            assertThat(nowhere.status()).isEqualTo(404);
            assertThat(window.request().post("/t/birchwood-law/grants/00000000-0000-4000-8000-000000000000",
                    RequestOptions.create().setMaxRedirects(0)).status()).isIn(403, 404);
        }
    }

    @Test
    void everybodyIsCalledWhatTheyAre(Portal portal) {
        for (var role : List.of("risk owner", "operator", "auditor", "approver")) {
            var persona = portal.demo().withRole(role);
            try (var window = portal.window(persona); var page = window.newPage()) {
                page.navigate("/t/" + persona.tenants().getFirst());

                assertThat(page.locator(".authority").innerText()).startsWith("You are " + role + " here, by ");
            }
        }
    }

    @Test
    void operatorReadsGrantsButHasNoDecisionForm(Portal portal) {
        var operator = portal.demo().withRole("operator");

        try (var window = portal.window(operator); var page = window.newPage()) {
            var screens = Screens.of(page, operator.tenants().getFirst());
            page.navigate(screens.get("grant"));

            assertThat(page.locator("main h1").innerText()).isNotBlank();
            assertThat(page.locator("main form[method=post]").count()).isZero();
            assertThat(page.locator("main input[type=radio]").count()).isZero();
        }
    }

    @Test
    void pagesAcrossTenantsHaveNoWriteControl(Portal portal) {
        var owner = portal.demo().withRole("risk owner");

        try (var window = portal.window(owner); var page = window.newPage()) {
            var across = Screens.of(page, owner.tenants().getFirst()).get("across");
            assertThat(across).isNotNull();
            page.navigate(across);

            assertThat(page.locator("main form[method=post]").count()).isZero();
        }
    }
}
