package org.bailiwick.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

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
}
