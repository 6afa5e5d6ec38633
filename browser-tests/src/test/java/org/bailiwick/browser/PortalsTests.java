package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a crash of a browser costs: the test that it happens in, and no other. */
@InPortal
class PortalsTests {
    @Test
    void aBrowserThatEndedIsToldFromADefectAndNotLentAgain(Portal portal) {
        var portals = new Portals(portal.demo());
        var failed = new AssertionError("no such heading");
        var lent = portals.lend();
        assertThat(PortalExtension.said(lent.portal(), failed)).isSameAs(failed);

        crash(lent.portal());

        assertThat(PortalExtension.said(lent.portal(), failed)).hasMessageStartingWith("the browser itself ended")
                .hasCause(failed);
        lent.close();
        try (var next = portals.lend().portal(); var window = next.window(); var page = window.newPage()) {
            assertThat(next).isNotSameAs(lent.portal());
            page.navigate("/sign-in");
            assertThat(page.locator("h1").innerText()).isNotBlank();
        }
    }

    /** As the system ends a process that crashes: without a word. */
    private static void crash(Portal portal) {
        var browser = portal.window().browser();
        var said = browser.newBrowserCDPSession().send("SystemInfo.getProcessInfo").toString();
        var id = JsonMapper.shared().readTree(said).path("processInfo").valueStream()
                .filter(each -> each.path("type").asString().equals("browser")).findFirst().orElseThrow()
                .path("id").asLong();
        var process = ProcessHandle.of(id).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
