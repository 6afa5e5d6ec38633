package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@InPortal
class ScreensTests {
    private static final int WIDE = 1280;
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    @ParameterizedTest
    @CsvSource({"approver,light", "operator,dark", "risk owner,light", "auditor,dark"})
    void everyScreenIsAccessibleAndFitsAnyWindow(String role, String theme, Portal portal) {
        var persona = persona(portal, role);

        try (var window = portal.window(persona); var page = inTheme(window, portal, theme)) {
            var screens = Screens.of(page, persona.tenants().getFirst());
            var violations = new ArrayList<String>();
            screens.forEach((name, path) -> {
                page.navigate(path);
                Portal.screenshot(page, "%s-%s-%s".formatted(name, role.replace(' ', '-'), theme));
                violations.addAll(violations(page, name));
                violations.addAll(hiddenColumns(page, name));
                violations.addAll(sidewaysOnANarrowWindow(page, name));
                if (role.equals("approver")) {
                    Portal.screenshot(page, name + "-320");
                }
                page.setViewportSize(WIDE, 900);
            });

            assertThat(screens).containsKeys("register", "identity", "evidence");
            assertThat(violations).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void signInPageIsAccessible(String theme, Portal portal) {
        try (var window = portal.window(); var page = inTheme(window, portal, theme)) {
            page.navigate("/sign-in");
            Portal.screenshot(page, "sign-in-" + theme);

            assertThat(violations(page, "sign-in")).isEmpty();
        }
    }

    @Test
    void menuOpensOnANarrowWindowWithTheKeyboard(Portal portal) {
        var persona = persona(portal, "approver");

        try (var window = portal.window(persona); var page = window.newPage()) {
            page.setViewportSize(320, 640);
            page.navigate("/t/" + persona.tenants().getFirst());
            var evidence = page.locator("#menu").getByText("Evidence",
                    new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true));
            assertThat(evidence.isVisible()).isFalse();
            page.locator(".menu-button").focus();
            page.keyboard().press("Enter");

            assertThat(evidence.isVisible()).isTrue();
        }
    }

    private static Page inTheme(BrowserContext window, Portal portal, String theme) {
        window.addCookies(List.of(new Cookie("theme", theme).setUrl(portal.demo().url())));
        return window.newPage();
    }

    private static List<String> violations(Page page, String screen) {
        return new AxeBuilder(page).withTags(WCAG).analyze().getViolations().stream()
                .map(violation -> "%s: %s at %s".formatted(screen, violation.getId(),
                        violation.getNodes().getFirst().getHtml()))
                .toList();
    }

    private static List<String> hiddenColumns(Page page, String screen) {
        page.setViewportSize(WIDE, 900);
        int beyond = (int) page.evaluate("""
                                         Math.max(0, ...[...document.querySelectorAll('.region')]
                                             .map(region => region.scrollWidth - region.clientWidth))""");
        return beyond > 0
                ? List.of("%s hides %d px of a table".formatted(screen, beyond))
                : sideways(page, screen, WIDE);
    }

    private static List<String> sidewaysOnANarrowWindow(Page page, String screen) {
        page.setViewportSize(320, 640);
        return sideways(page, screen, 320);
    }

    private static List<String> sideways(Page page, String screen, int window) {
        int width = (int) page.evaluate("document.documentElement.scrollWidth");
        return width > window ? List.of("%s is %d px wide in %d".formatted(screen, width, window)) : List.of();
    }

    private static Persona persona(Portal portal, String role) {
        return role.equals("approver") ? portal.demo().approver("acme-dental") : portal.demo().withRole(role);
    }
}
