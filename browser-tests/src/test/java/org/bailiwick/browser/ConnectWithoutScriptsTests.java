package org.bailiwick.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Taking a system away and connecting it again needs no script, and each answer on the way is looked at. */
@InPortal
@Execution(ExecutionMode.SAME_THREAD)
class ConnectWithoutScriptsTests {
    private static final String TENANT = "orchard-vets";

    @Test
    void aSystemIsDisconnectedTriedWronglyAndRightlyAndConnectedAgain(Portal portal) {
        var looks = new ArrayList<String>();
        var owner = portal.demo().withRole("risk owner");
        try (var window = portal.signedIn(portal.windowWithoutScripts(), owner);
                var page = window.newPage();
                var scripts = portal.window(owner);
                var look = scripts.newPage()) {
            page.navigate("/t/%s/connections".formatted(TENANT));
            var system = Shown.on(page);
            page.locator("main a[href$='/disconnection']").first().click();
            assertThat(page.locator("main")).containsText("What it would mean");
            disconnect(page, "another-name");
            assertThat(page.locator("main [role=alert]")).containsText("type the tenant's short name");
            assertThat(page.getByLabel("Reason")).hasValue("moves to another provider");
            looks.addAll(Looks.everyWayOf(page, look, "disconnect-refused"));
            disconnect(page, TENANT);
            assertThat(page.locator("main")).containsText("Its secret was destroyed");

            page.getByText("Connect it again").click();
            system.typeInto(page);
            press(page, "Try it", "a-wrong-secret");
            assertThat(page.locator("main")).containsText("What the try brought");
            assertThat(page.locator("main")).containsText("Nothing was kept and nothing was changed");
            assertThat(page.locator("main")).not().containsText("read what it needs");
            looks.addAll(Looks.everyWayOf(page, look, "connect-tried-wrongly"));
            press(page, "Connect and read it", "a-wrong-secret");
            assertThat(page.locator("main [role=alert]")).containsText("stays disconnected");
            looks.addAll(Looks.everyWayOf(page, look, "connect-refused"));

            var secret = portal.demo().keycloak().secret(system.setting("realm"), "bailiwick-connector");
            press(page, "Try it", secret);
            assertThat(page.locator("main")).containsText("Bailiwick signed in and read what it needs");
            looks.addAll(Looks.everyWayOf(page, look, "connect-tried"));
            press(page, "Connect and read it", secret);
            assertThat(page.locator("main [role=status]")).containsText("is set and is being read");
            assertThat(page.locator("main")).not().containsText("Its secret was destroyed");
        }

        assertThat(looks).isEmpty();
    }

    private static void disconnect(Page page, String shortName) {
        page.getByLabel("Reason").fill("moves to another provider");
        page.getByLabel("Ticket system").fill("HALO");
        page.getByLabel("Ticket", new Page.GetByLabelOptions().setExact(true)).fill("4711");
        page.getByLabel("The tenant's short name").fill(shortName);
        button(page, "Disconnect 1 system");
    }

    /** The secret is never shown again, so each time it is typed anew. */
    private static void press(Page page, String button, String secret) {
        assertThat(page.locator("#secret")).hasValue("");
        page.locator("#secret").fill(secret);
        button(page, button);
    }

    private static void button(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    /** A connection as the list of connections shows it, so that it can be typed again. */
    private record Shown(String name, String address, Map<String, String> settings) {
        static Shown on(Page page) {
            var shown = page.locator("main section").first();
            var row = shown.locator("dt:text-is('Address') + dd");
            var settings = new LinkedHashMap<String, String>();
            for (var setting : row.locator(".sub").all()) {
                var value = setting.locator("code").innerText();
                settings.put(setting.innerText().replace(value, "").strip(), value);
            }
            return new Shown(shown.locator("h2").innerText(), row.locator("> code").innerText(), settings);
        }

        String setting(String key) {
            return settings.get(key);
        }

        void typeInto(Page page) {
            page.locator("#name").fill(name);
            page.locator("#address").fill(address);
            settings.forEach((key, value) -> page.locator("#setting-" + key).fill(value));
            page.locator("#provider").selectOption(new SelectOption().setIndex(1));
        }
    }
}
