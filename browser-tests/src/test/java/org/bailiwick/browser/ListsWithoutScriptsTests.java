package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What lists are narrowed by, opened from and taken away as needs no script; nor does deciding about one finding. */
@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class ListsWithoutScriptsTests {
    private static final String TENANT = "upland-water";
    private static final String FOUND = "[aria-label^='Findings in'] tbody";

    @Test
    void theBoardIsNarrowedOpenedAtACellAndTakenAway(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().withRole("risk owner"));
                var page = window.newPage()) {
            page.navigate("/all/board");
            page.getByLabel("Tenant", new Page.GetByLabelOptions().setExact(true)).fill("acme");
            button(page, "Show");
            assertThat(page.locator("main tbody tr")).hasCount(1);
            var taken = window.request()
                    .get(page.getByText("Take away as CSV").getAttribute("href"));
            assertThat(taken.text().lines()).hasSize(2).first().asString().startsWith("tenant,short name,");

            var cell = page.locator("main tbody td a").filter(new Locator.FilterOptions()
                    .setHasText(Pattern.compile("^[1-9]"))).first();
            int open = Integer.parseInt(cell.locator("span").first().innerText());
            cell.click();
            assertThat(page.locator(FOUND + " tr")).hasCount(open);
        }
    }

    @Test
    void whatIsSearchedForIsFound(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().withRole("risk owner"));
                var page = window.newPage()) {
            page.navigate("/search");
            page.getByLabel("Name, mail address or ticket", new Page.GetByLabelOptions().setExact(true))
                    .fill("rmm-agent");
            page.getByLabel("Kind", new Page.GetByLabelOptions().setExact(true)).selectOption("identity");
            page.locator("main").getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions()
                    .setHasText("Search")).click();
            page.locator(".hits a").first().click();
            assertThat(page.locator("main h1")).containsText("rmm-agent");
        }
    }

    @Test
    void tenantsAreTaggedPutIntoASetAndListedByThem(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().withRole("risk owner"));
                var page = window.newPage()) {
            page.navigate("/t/%s/tags".formatted(TENANT));
            page.getByLabel("Tags, parted by commas").fill("night-shift");
            button(page, "Set the tags of");
            page.navigate("/?tag=night-shift");
            assertThat(page.locator("main tbody tr")).hasCount(1);

            page.navigate("/tenant-sets");
            page.locator("section[aria-labelledby=new-set] input[name=name]").fill("Night customers");
            page.locator("section[aria-labelledby=new-set] textarea").fill(TENANT);
            button(page, "Make 1 tenant set");
            page.locator("section[aria-label='Night customers']").locator("a[href^='/?set=']").click();
            assertThat(page.locator("main tbody tr")).hasCount(1);
            assertThat(page.url()).contains("set=");
        }
    }

    @Test
    void oneFindingIsKept(Portal portal) {
        try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().approver(TENANT));
                var page = window.newPage()) {
            page.navigate("/t/%s/findings?state=open".formatted(TENANT));
            page.locator(FOUND + " th a").first().click();
            page.locator("input[name=decision][value=KEEP]").check();
            page.locator("#justification").fill("renewed at the end of the month");
            button(page, "Decide about 1 finding");
            assertThat(page.locator("#history").locator("..")).containsText("renewed at the end of the month");
        }
    }

    private static void button(Page page, String name) {
        page.locator("main").getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions()
                .setHasText(name)).first().click();
    }
}
