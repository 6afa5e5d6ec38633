package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class WithoutScriptsTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void signInDecideAndSeeTheStateAfterAReload(Portal portal) {
        var approver = portal.demo().approver("acme-dental");

        try (var window = portal.windowWithoutScripts(); var page = window.newPage()) {
            page.navigate("/sign-in");
            SignInTests.throughKeycloak(page, approver);
            assertThat(page.locator("h1")).hasText("Tenants");
            GrantSteps.open(page, "acme-dental", "rmm-agent", "view-users");
            GrantSteps.revoke(page, "the agent was replaced");
            var until = System.nanoTime() + LIMIT.toNanos();
            while (!page.locator("main").innerText().contains("read back from the system")
                    && System.nanoTime() < until) {
                page.waitForTimeout(1_000);
                page.reload();
            }

            assertThat(page.locator("main")).containsText("read back from the system");
        }
    }

    @Test
    void themeIsChosenWithoutScripts(Portal portal) {
        try (var window = portal.windowWithoutScripts(); var page = window.newPage()) {
            page.navigate("/sign-in");
            page.locator(".account-button").click();
            page.locator("button[value=dark]").click();

            assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
        }
    }
}
