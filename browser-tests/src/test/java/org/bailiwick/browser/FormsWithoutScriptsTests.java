package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is decided over several pages needs no script: bulk and its second person, leavers, who is who. */
@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class FormsWithoutScriptsTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TENANT = "hollis-architects";

    @Test
    void aBulkAboveTheThresholdIsPreviewedAskedForAndAnsweredByTheSecondPerson(Portal portal) {
        var second = portal.demo().personas().stream().filter(each -> each.role().equals("second approver"))
                .filter(each -> each.tenants().contains(TENANT)).findFirst().orElseThrow();
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().approver(TENANT));
                var page = window.newPage()) {
            // Their own access is left out of it, so a few more than the threshold.
            GrantSteps.chooseOfAccounts(page, TENANT, 13, second.username());
            button(page, "Preview revoking").click();
            assertThat(page.locator("main")).containsText("a second person who decides in");
            page.getByLabel("Reason, for each item").fill("the project ended");
            button(page, "Preview with these reasons").click();
            Portal.screenshot(page, "bulk-preview");
            button(page, "Ask a second person").click();
            assertThat(page.locator("main")).containsText("waits for a second person");
            page.navigate("/approvals");
            assertThat(page.locator("main")).containsText("Asked or answered by you");
        }
        try (var window = portal.signedIn(portal.windowWithoutScripts(), second); var page = window.newPage()) {
            page.navigate("/approvals");
            Portal.screenshot(page, "approvals");
            page.locator("main a").filter(named("Read and answer: Revoke")).first().click();
            Portal.screenshot(page, "bulk-waiting");
            assertThat(page.locator("main").innerText()).doesNotContain("name erased");
            page.locator("#reason").fill("they still work on it");
            page.locator("button[formaction$='/refusal']").click();
            assertThat(page.locator("main")).containsText("refused");
        }
    }

    @Test
    void aLeaverCaseIsOpenedFollowedLeftByATenantAndCancelled(Portal portal) {
        var looks = new ArrayList<String>();
        var owner = portal.demo().withRole("risk owner");
        try (var window = portal.signedIn(portal.windowWithoutScripts(), owner); var page = window.newPage()) {
            page.navigate("/all/identities?q=Pavlos+Kyriakou");
            page.locator("main a[href^='/all/identities/']").first().click();
            page.getByText("leaves: see what ends").click();
            Portal.screenshot(page, "leaver-preview");
            page.getByLabel("Reason").fill("leaves at the end of the month");
            page.getByLabel("Ticket system").fill("HALO");
            page.getByLabel("Ticket", new Page.GetByLabelOptions().setExact(true)).fill("4711");
            button(page, "Open the case about").click();
            assertThat(page.locator("main")).containsText("How far it is");
            untilItSays(page, "awaiting approval");
            looks.addAll(looks(portal, owner, page.url(), "leaver-case"));
            looks.addAll(looksOfTheRequest(portal, askedTenant(page)));
            page.getByText("Take a tenant out of the case").click();
            page.getByLabel("Why").first().fill("the customer ends it in its own system");
            button(page, "Take 1 tenant out").click();
            assertThat(page.locator("main")).containsText("taken out of the case");
            page.getByText("Cancel the case", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("#cancel-reason").fill("it was a test");
            button(page, "Cancel the case about").click();
            assertThat(page.locator("main")).containsText("Cancelled: it was a test");
            page.navigate("/all/leavers");
            assertThat(page.locator("main")).containsText("cancelled");
            looks.addAll(looks(portal, owner, "/all/leavers", "leaver-cases"));
        }

        assertThat(looks).isEmpty();
    }

    private static String askedTenant(Page page) {
        return page.locator("#progress tbody tr").filter(named("awaiting approval")).first().locator("th a")
                .getAttribute("href").replace("/t/", "");
    }

    /** What waits for the customer's answer, as their approver sees it. */
    private static List<String> looksOfTheRequest(Portal portal, String tenant) {
        var approver = portal.demo().approver(tenant);
        var list = "/t/%s/leavers".formatted(tenant);
        var found = new ArrayList<>(looks(portal, approver, list, "leaver-requests"));
        try (var window = portal.signedIn(portal.windowWithoutScripts(), approver); var page = window.newPage()) {
            page.navigate(list);
            page.locator("main tbody a").first().click();
            assertThat(page.locator("main")).containsText("Your answer");
            found.addAll(looks(portal, approver, page.url(), "leaver-request"));
        }
        return found;
    }

    private static List<String> looks(Portal portal, Persona persona, String path, String screen) {
        try (var window = portal.window(persona); var page = window.newPage()) {
            page.navigate(path);
            return Looks.everyWay(page, screen);
        }
    }

    @Test
    void whoIsWhoIsSaidOnThePersonsPage(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().withRole("risk owner"));
                var page = window.newPage()) {
            page.navigate("/all/identities?q=Jakub+Maly");
            page.locator("main a[href^='/all/identities/']").first().click();
            assertThat(page.locator("main")).containsText("Taken for this person by");
            Portal.screenshot(page, "correlation");
            page.getByText("This is not the same person").first().click();
            page.getByLabel("How you know").first().fill(" ");
            page.locator("form[action$='/correlation'] button").first().click();
            assertThat(page.locator("main")).containsText(Pattern.compile("say how you know|reason|why"));
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

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
    }

    private static Locator.FilterOptions named(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
