package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashSet;

/** What a person does to decide about a grant. */
final class GrantSteps {
    private GrantSteps() {}

    /** Finds the account in the register and opens the grant of this entitlement. */
    static void open(Page page, String tenant, String account, String entitlement) {
        page.navigate("/t/%s/register?q=%s".formatted(tenant, account));
        page.locator("main a[href*='/identities/']").first().click();
        page.locator("main a[href*='/grants/']")
                .filter(new Locator.FilterOptions().setHasText(entitlement)).first().click();
    }

    static void revoke(Page page, String reason) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Revoke")).check();
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Reason")).fill(reason);
        page.locator("main form button[type=submit]").last().click();
    }

    /** Of as many accounts, but not of this one: one row of each. */
    static void chooseOfAccounts(Page page, String tenant, int accounts, String without) {
        page.navigate("/t/%s/register/grants?limit=200".formatted(tenant));
        var seen = new HashSet<String>();
        for (var row : page.locator("main tbody tr").all()) {
            var box = row.locator("input[type=checkbox]");
            var holder = row.locator("a[href*='/identities/']");
            if (seen.size() < accounts && box.count() > 0 && holder.count() > 0
                    && !row.innerText().contains("service-account") && !row.innerText().contains(without)
                    && seen.add(holder.first().getAttribute("href"))) {
                box.first().check();
            }
        }
        assertThat(seen).hasSize(accounts);
    }
}
