package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.HashSet;
import java.util.List;

/** What a person does who decides in several tenants at once. */
final class OverTenants {
    private static final List<String> TENANTS = List.of("vantage-print", "wexcombe-council");

    private OverTenants() {}

    /** Two customers who had not handed that on to the risk owner of the MSP do so. */
    static Persona decider(Portal portal) {
        var decider = portal.demo().withRole("risk owner");
        for (var tenant : TENANTS) {
            try (var window = portal.signedIn(portal.windowWithoutScripts(), portal.demo().approver(tenant));
                    var page = window.newPage()) {
                page.navigate("/t/%s/authorities".formatted(tenant));
                page.locator("#capability").selectOption("grant.decide");
                page.locator("#issuer").selectOption(decider.claim("iss"));
                page.locator("#subject").fill(decider.claim("sub"));
                page.locator("#reason").fill("decides for us in the summer");
                page.getByText("Hand on 1 authority in ").click();
                assertThat(page.locator("main").innerText()).contains("1 authority is handed on");
            }
        }
        return decider;
    }

    /** One finding of this rule in each of two tenants. */
    static void chooseInTwoTenants(Page page, String rule) {
        page.navigate("/all/findings?rule=" + rule);
        var tenants = new HashSet<String>();
        for (var row : page.locator("section[aria-labelledby=findings] tbody tr").all()) {
            var box = row.locator("input[type=checkbox]");
            if (tenants.size() < 2 && box.count() > 0 && tenants.add(row.locator("td").nth(1).innerText())) {
                box.check();
            }
        }
        assertThat(tenants).hasSize(2);
    }
}
