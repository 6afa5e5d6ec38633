package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class TourTests {
    /** The customer's home says that nothing is open, until whoever takes the tour has decided. */
    private static final int BEFORE_THE_DECISION = 5;
    private static final LocatorAssertions.ContainsTextOptions SOON = new LocatorAssertions.ContainsTextOptions()
            .setTimeout(60_000);
    private static final String REASON = "the practice manager does not manage users";

    @Test
    void everyStepOpensAPageThatIsThereAndWhatItSaysCanBeDone(Portal portal) {
        var link = portal.demo().personas().getFirst().signInLink().replace("/demo/sign-in/", "/demo/tour/start/");
        try (var window = portal.window(); var page = window.newPage()) {
            page.navigate(link);
            assertThat(page.locator("ol.tour > li").count()).isEqualTo(10);

            page.locator("ol.tour a").first().click();
            var seen = new ArrayList<String>();
            for (int step = 1; step <= 10; step++) {
                var guidance = page.locator("aside.guidance");
                seen.add(guidance.locator("strong").innerText());
                Portal.screenshot(page, "tour-" + step);
                assertThat(page.title()).as("step %d", step).doesNotContain("Not found");
                if (step != BEFORE_THE_DECISION) {
                    assertThat(page.locator("main .empty").count()).as("step %d has something to see", step).isZero();
                }
                doWhatIsSaid(page, step);
                if (step < 10) {
                    guidance.getByText("Next step", new Locator.GetByTextOptions().setExact(true)).click();
                }
            }

            assertThat(seen).hasSize(10).doesNotHaveDuplicates().allMatch(title -> title.startsWith("Tour "));
            page.getByText("Leave the tour").click();
            assertThat(page.locator("aside.guidance").count()).isZero();
        }
    }

    private static void doWhatIsSaid(Page page, int step) {
        switch (step) {
            case 5 -> {
                var status = page.request().get("/t/birchwood-law").status();
                assertThat(status).as("another customer").isEqualTo(404);
            }
            case 6 -> {
                open(page, "luc.girard");
                page.locator("dt:text-is('About') + dd a").click();
                assertThat(page.locator("main .path").first().innerText()).contains("practice-manager");
            }
            case 7 -> {
                open(page, "luc.girard");
                page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Revoke")).check();
                page.locator("#justification").fill(REASON);
                page.getByText("Decide about 1 finding in Acme Dental Group").click();
                assertThat(page.locator("#progress-title")).hasText("How far it is");
            }
            case 8 -> {
                page.locator("main tbody a").first().click();
                assertThat(page.locator("#progress")).containsText("read back from the system", SOON);
                Portal.screenshot(page, "tour-8-verified");
            }
            case 9 -> {
                var entry = page.locator(".timeline > li").filter(new Locator.FilterOptions().setHasText(REASON))
                        .filter(new Locator.FilterOptions().setHasText("decided to revoke"));
                entry.getByText("This entry").first().click();
                assertThat(page.locator("main")).containsText("decided to revoke");
                assertThat(page.locator("main")).containsText(REASON);
                Portal.screenshot(page, "tour-9-entry");
            }
            default -> {
            }
        }
    }

    private static void open(Page page, String finding) {
        page.locator("section[aria-labelledby=findings] th a")
                .filter(new Locator.FilterOptions().setHasText(finding)).first().click();
    }

    @Test
    void whoHasNoSignInLinkTakesNoTour(Portal portal) {
        try (var window = portal.window(); var page = window.newPage()) {
            for (var path : new String[]{"/demo/tour", "/demo/tour/3", "/demo/tour/start/guessed-guessed-guessed"}) {
                assertThat(page.navigate(path).status()).as(path).isEqualTo(404);
            }
        }
    }
}
