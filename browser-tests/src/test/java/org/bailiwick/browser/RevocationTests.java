package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class RevocationTests {
    private static final LocatorAssertions.ContainsTextOptions SOON = new LocatorAssertions.ContainsTextOptions()
            .setTimeout(60_000);

    @Test
    void revokedGrantGoesFromDecidedToVerifiedWithoutReloadAndIsGoneInKeycloak(Portal portal) {
        var approver = portal.demo().approver("birchwood-law");
        var keycloak = portal.demo().keycloak();
        assertThat(keycloak.clientRoles("birchwood", "support.omar", "realm-management")).contains("manage-users");

        try (var window = portal.window(approver); var page = window.newPage()) {
            GrantSteps.open(page, "birchwood-law", "support.omar", "manage-users");
            Portal.screenshot(page, "decide-before");
            GrantSteps.revoke(page, "the support contract ended");
            page.evaluate("window.notReloaded = true");

            assertThat(page.locator("main")).containsText("Decided");
            assertThat(page.locator("main")).containsText("read back from the system", SOON);
            assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
            assertThat(Looks.everyWay(page, "change-verified")).isEmpty();
        }
        assertThat(keycloak.clientRoles("birchwood", "support.omar", "realm-management"))
                .doesNotContain("manage-users");
    }

    @Test
    void focusStaysWhereItIsWhileStatesArrive(Portal portal) {
        var approver = portal.demo().approver("birchwood-law");

        try (var window = portal.window(approver); var page = window.newPage()) {
            GrantSteps.open(page, "birchwood-law", "hannah.w", "view-users");
            GrantSteps.revoke(page, "no longer needed");
            page.locator("main a").first().focus();
            assertThat(page.locator("main")).containsText("read back from the system", SOON);

            assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("A");
        }
    }

    @Test
    void systemThatLiesLeavesTheAccessStillEffectiveAndNothingGreen(Portal portal) {
        var approver = portal.demo().approver("calder-freight");
        var keycloak = portal.demo().keycloak();

        try (var faults = portal.demo().faults().lyingOnWrites();
                var window = portal.window(approver);
                var page = window.newPage()) {
            GrantSteps.open(page, "calder-freight", "northgate1", "realm-admin");
            GrantSteps.revoke(page, "the technician left");

            assertThat(page.locator("main")).containsText("Still effective", SOON);
            assertThat(page.locator(".clear")).hasCount(0);
            assertThat(Looks.everyWay(page, "change-still-effective")).isEmpty();
            assertThat(keycloak.clientRoles("cf-main", "northgate1", "realm-management")).contains("realm-admin");
            theRecordTellsIt(page);
        }
    }

    private static void theRecordTellsIt(Page page) {
        page.navigate("/t/calder-freight/evidence");

        assertThat(page.locator("main")).containsText("still effective");
        assertThat(page.locator("main")).containsText("decided to revoke");
        assertThat(page.locator(".clear")).hasCount(0);
    }
}
