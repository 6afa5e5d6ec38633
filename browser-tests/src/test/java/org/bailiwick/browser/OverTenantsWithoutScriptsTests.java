package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is done from one list over all tenants needs no script. */
@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class OverTenantsWithoutScriptsTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void lockedOutAccountIsUnlockedFromTheListAndSeenUnlocked(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().withRole("operator"));
                var page = window.newPage()) {
            page.navigate("/all/lockouts");
            var row = page.locator("main tbody tr").filter(new Locator.FilterOptions()
                    .setHas(page.locator("input[type=checkbox]"))).first();
            var account = row.locator("th small bdi").innerText();
            var tenant = row.locator("td a[href$='/lockouts']").getAttribute("href");
            row.locator("input[type=checkbox]").check();
            page.getByLabel("Reason").fill("called and proved who they are");
            page.getByRole(AriaRole.BUTTON, named("Unlock the chosen accounts")).click();
            assertThat(page.locator("[role=status]").first()).containsText("ordered");

            page.navigate(tenant.replace("/lockouts", "/changes"));
            page.locator("main tbody a").filter(new Locator.FilterOptions().setHasText(account)).first().click();
            untilItSays(page, "read back from the system");
            assertThat(page.locator("main")).containsText("the account is not locked");
        }
    }

    @Test
    void findingsOfTwoTenantsAreKeptFromOnePreview(Portal portal) {
        var decider = OverTenants.decider(portal);
        try (var window = portal.signedIn(portal.windowWithoutScripts(), decider); var page = window.newPage()) {
            OverTenants.chooseInTwoTenants(page, "credential-overdue");
            page.getByRole(AriaRole.BUTTON, named("Preview keeping")).click();
            assertThat(page.locator("main")).containsText("Nothing is decided yet");
            assertThat(page.getByText(Pattern.compile("^What it would do in "))).hasCount(2);
            page.locator("#justification").fill("renewed at the end of the month");
            page.getByRole(AriaRole.BUTTON, named("Preview with these reasons")).click();
            page.locator("button[formaction='/all/decisions']").click();

            page.navigate("/all/decisions");
            assertThat(page.locator("section[aria-labelledby=acts] tbody tr")).hasCount(1);
            assertThat(page.locator("section[aria-labelledby=bulks] tbody tr")).hasCount(2);
            page.locator("section[aria-labelledby=bulks] tbody a").first().click();
            untilItSays(page, "renewed at the end of the month");
        }
    }

    private static void untilItSays(Page page, String text) {
        var until = System.nanoTime() + LIMIT.toNanos();
        while (!page.locator("main").innerText().contains(text) && System.nanoTime() < until) {
            page.waitForTimeout(1_000);
            page.reload();
        }
        assertThat(page.locator("main")).containsText(text);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
