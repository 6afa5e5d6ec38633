package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

@InPortal
class SignInTests {
    @Test
    void approverSignsInThroughTheTenantsOwnProvider(Portal portal) {
        var approver = portal.demo().approver("birchwood-law");

        try (var window = portal.window(); var page = window.newPage()) {
            page.navigate("/");
            assertThat(page).hasURL(portal.demo().url() + "/sign-in");
            throughKeycloak(page, "Birchwood Law", approver);

            assertThat(page.locator("h1")).hasText("Tenants");
            assertThat(page.locator("main")).containsText("Birchwood Law");
            assertThat(page.locator(".account-button")).hasText(approver.name());
        }
    }

    @Test
    void signingOutEndsTheSession(Portal portal) {
        try (var window = portal.window(portal.demo().approver("calder-freight")); var page = window.newPage()) {
            page.navigate("/");
            page.locator(".account-button").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
            page.navigate("/");

            assertThat(page).hasURL(portal.demo().url() + "/sign-in");
        }
    }

    @Test
    void nothingButSignInIsOpenToNobody(Portal portal) {
        try (var window = portal.window(); var page = window.newPage()) {
            page.navigate("/t/acme-dental/register");

            assertThat(page).hasURL(portal.demo().url() + "/sign-in");
            assertThat(window.request().get("/api/v1/tenants").status()).isEqualTo(401);
            assertThat(window.request().get("/api/v1/openapi.json").status()).isEqualTo(401);
        }
    }

    static void throughKeycloak(Page page, String provider, Persona persona) {
        page.getByRole(AriaRole.LINK).filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(provider))
                .first().click();
        page.locator("#username").fill(persona.username());
        page.locator("#password").fill(persona.password());
        page.locator("#kc-login").click();
    }
}
