package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;

@InPortal
class TourTests {
    /** The customer's home and its changes say that nothing was changed, until whoever takes the tour has decided. */
    private static final Set<Integer> WAITING_FOR_A_DECISION = Set.of(5, 8);

    @Test
    void everyStepOpensAPageThatIsThere(Portal portal) {
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
                if (!WAITING_FOR_A_DECISION.contains(step)) {
                    assertThat(page.locator("main .empty").count()).as("step %d has something to see", step).isZero();
                }
                if (step < 10) {
                    guidance.getByText("Next step", new Locator.GetByTextOptions().setExact(true)).click();
                }
            }

            assertThat(seen).hasSize(10).doesNotHaveDuplicates().allMatch(title -> title.startsWith("Tour "));
            page.getByText("Leave the tour").click();
            assertThat(page.locator("aside.guidance").count()).isZero();
        }
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
