package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Screens that no link leads to: what answers to a form, waits for an answer, or opens over a page. */
@InPortal
class ActedScreensTests {
    private static final String TENANT = "juniper-hotels";

    @Test
    void aBulkOfOneTenantFromItsPreviewToTheSecondPerson(Portal portal) {
        var found = new ArrayList<String>();
        var second = portal.demo().personas().stream().filter(each -> each.role().equals("second approver"))
                .filter(each -> each.tenants().contains(TENANT)).findFirst().orElseThrow();
        try (var window = portal.window(portal.demo().approver(TENANT)); var page = window.newPage()) {
            // Their own access is left out of it, so a few more than the threshold.
            GrantSteps.chooseOfAccounts(page, TENANT, 13, second.username());
            button(page, "Preview revoking");
            page.locator("#justification").fill("the season is over");
            button(page, "Preview with these reasons");
            found.addAll(Looks.everyWay(page, "bulk-preview"));
            button(page, "Ask a second person");
            assertThat(page.locator("main")).containsText("waits for a second person");
        }
        try (var window = portal.window(second); var page = window.newPage()) {
            page.navigate("/approvals");
            found.addAll(Looks.everyWay(page, "approvals-waiting"));
            page.locator("main a").getByText("Read and answer: ").first().click();
            found.addAll(Looks.everyWay(page, "bulk-waiting"));
            page.locator("#reason").fill("they are needed for another month");
            page.locator("button[formaction$='/refusal']").click();
            assertThat(page.locator("main")).containsText("refused");
        }

        assertThat(found).isEmpty();
    }

    @Test
    void aPreviewOverSeveralTenants(Portal portal) {
        var decider = OverTenants.decider(portal);
        try (var window = portal.window(decider); var page = window.newPage()) {
            OverTenants.chooseInTwoTenants(page, "excess-access");
            button(page, "Preview revoking");
            page.locator("#justification").fill("not used for months");
            button(page, "Preview with these reasons");

            assertThat(Looks.everyWay(page, "bulk-over-tenants")).isEmpty();
        }
    }

    @Test
    void theOverviewOfTheTourAndThePaletteOverAPage(Portal portal) {
        var link = portal.demo().personas().getFirst().signInLink().replace("/demo/sign-in/", "/demo/tour/start/");
        try (var window = portal.window(portal.demo().withRole("risk owner")); var page = window.newPage()) {
            page.navigate("/all/board");
            page.keyboard().press("Control+k");
            page.keyboard().type("Hannah");
            assertThat(page.locator("#palette-say")).containsText("match");
            page.keyboard().press("ArrowDown");
            var found = Looks.everyWay(page, "palette");
            page.navigate(link);
            found.addAll(Looks.everyWay(page, "tour"));

            assertThat(found).isEmpty();
        }
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }
}
