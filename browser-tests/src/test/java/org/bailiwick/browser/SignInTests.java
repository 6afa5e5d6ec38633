package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@InPortal
class SignInTests {
    private static final Pattern SIGN_IN = Pattern.compile("http://[^/]+/sign-in(\\?.*)?");

    @Test
    void approverSignsInThroughTheTenantsOwnProvider(Portal portal) {
        var approver = portal.demo().approver("birchwood-law");

        try (var window = portal.window(); var page = window.newPage()) {
            page.navigate("/");
            assertThat(page).hasURL(SIGN_IN);
            throughKeycloak(page, approver);

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

            assertThat(page).hasURL(SIGN_IN);
        }
    }

    @Test
    void nothingButSignInIsOpenToNobody(Portal portal) {
        try (var window = portal.window(); var page = window.newPage()) {
            page.navigate("/t/acme-dental/register");

            assertThat(page).hasURL(SIGN_IN);
            assertThat(window.request().get("/api/v1/tenants").status()).isEqualTo(401);
            assertThat(window.request().get("/api/v1/openapi.json").status()).isEqualTo(401);
        }
    }

    /** From the sign-in page by the tenant's short name to its own provider, and back. */
    static void throughKeycloak(Page page, Persona persona) {
        page.getByLabel("Your organisation's short name").fill(persona.tenants().getFirst());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show its provider")).click();
        page.locator("main .choices a").last().click();
        page.locator("#username").fill(persona.username());
        page.locator("#password").fill(persona.password());
        page.locator("#kc-login").click();
    }
}
