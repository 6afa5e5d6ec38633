package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a hand that never leaves the keyboard reaches. */
@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class KeyboardTests {
    private static final int FURTHEST = 120;

    @Test
    void thePaletteOpensChoosesGoesThereAndGivesTheFocusBack(Portal portal) {
        try (var window = portal.window(portal.demo().withRole("risk owner")); var page = window.newPage()) {
            page.navigate("/all/board");
            var link = page.locator("main a").first();
            link.focus();
            page.keyboard().press("Control+k");
            var palette = page.locator("#palette");
            assertThat(palette).isVisible();
            assertThat(page.locator("#palette-field")).isFocused();

            page.keyboard().press("Escape");
            assertThat(palette).isHidden();
            assertThat(link).isFocused();

            page.keyboard().press("Control+k");
            page.keyboard().type("lo");
            var options = palette.locator("[role=option]");
            assertThat(palette.locator("#palette-list")).hasAttribute("data-words", "lo");
            assertThat(palette.locator("#palette-say")).hasText(Pattern.compile("^\\d+ matches$"));
            page.keyboard().press("ArrowDown");
            assertThat(options.nth(0)).hasAttribute("aria-selected", "true");
            page.keyboard().press("ArrowDown");
            assertThat(options.nth(0)).hasAttribute("aria-selected", "false");
            assertThat(options.nth(1)).hasAttribute("aria-selected", "true");
            assertThat(page.locator("#palette-field")).hasAttribute("aria-activedescendant",
                    options.nth(1).getAttribute("id"));
            page.keyboard().press("ArrowUp");
            var chosen = options.nth(0).getAttribute("href");
            page.keyboard().press("Enter");
            page.waitForURL("**" + chosen);
        }
    }

    @Test
    void theSlashGoesToTheSearchField(Portal portal) {
        try (var window = portal.window(portal.demo().withRole("risk owner")); var page = window.newPage()) {
            page.navigate("/all/board");
            page.keyboard().press("/");
            assertThat(page.locator("#find")).isFocused();
            assertThat(page.locator("#find")).hasValue("");

            page.keyboard().type("Samuel");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Search");
            assertThat(page.locator("main .hits")).not().hasCount(0);
            page.locator("#q").focus();
            page.keyboard().press("End");
            page.keyboard().press("/");
            assertThat(page.locator("#q")).hasValue("Samuel/");
        }
    }

    @Test
    void aCellOfTheBoardIsReachedAndOpensExactlyItsList(Portal portal) {
        try (var window = portal.window(portal.demo().withRole("risk owner")); var page = window.newPage()) {
            page.navigate("/all/board");
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            page.keyboard().press("Enter");
            // Only from then on the next step begins there.
            assertThat(page).hasURL(Pattern.compile("#main$"));
            var cell = tabToACellThatCounts(page);
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).hasText("Findings in " + cell.tenant());
            var findings = page.locator("section[aria-labelledby=findings] tbody tr");
            assertThat(findings).hasCount(cell.open());
            for (var finding : findings.all()) {
                assertThat(finding.locator(".sub").first()).containsText(cell.rule());
                assertThat(finding).containsText("open");
            }
        }
    }

    private record Cell(String tenant, String rule, int open) {}

    /** The first one with a number that fits on one page of its list. */
    private static Cell tabToACellThatCounts(Page page) {
        for (int pressed = 0; pressed < FURTHEST; pressed++) {
            page.keyboard().press("Tab");
            var words = page.evaluate("document.activeElement.closest('.heat tbody td')?.innerText ?? ''").toString();
            var cell = Pattern.compile("^([1-9]|1\\d)\\s+(?:[▲▼=][ \\d]*\\s)?(.+), (.+): \\1 open", Pattern.DOTALL)
                    .matcher(words);
            if (cell.find()) {
                return new Cell(cell.group(2).strip(), cell.group(3), Integer.parseInt(cell.group(1)));
            }
        }
        throw new AssertionError("no cell with a number within %d steps".formatted(FURTHEST));
    }
}
