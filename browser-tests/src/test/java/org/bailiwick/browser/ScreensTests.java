package org.bailiwick.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@InPortal
class ScreensTests {
    /** Of one tenant and of all: between them they see every screen there is. */
    private static final Set<Walker> ZOOMED = EnumSet.of(Walker.APPROVER, Walker.RISK_OWNER);

    @ParameterizedTest
    @EnumSource
    void everyScreenIsThereAndAccessibleAndFitsAnyWindow(Walker walker, Portal portal) {
        var persona = persona(portal, walker.role());
        var who = walker.role().replace(' ', '-');

        try (var window = portal.window(persona); var page = inTheme(window, portal, walker.theme())) {
            var screens = Screens.of(page, persona.tenants().getFirst());
            var violations = new ArrayList<String>();
            screens.forEach((name, path) -> {
                page.navigate(path);
                Portal.screenshot(page, "%s-%s-%s".formatted(name, who, walker.theme()));
                violations.addAll(Looks.violations(page, name));
                violations.addAll(Looks.hiddenColumns(page, name));
                if (walker.aloneWith(name)) {
                    violations.addAll(Looks.inTheme(page, name, walker.otherTheme()));
                    Portal.screenshot(page, "%s-%s-%s".formatted(name, who, walker.otherTheme()));
                }
                if (ZOOMED.contains(walker)) {
                    violations.addAll(Looks.zoomedTwice(page, name));
                    Portal.screenshot(page, "%s-%s-zoomed".formatted(name, who));
                }
                violations.addAll(Looks.sidewaysOnANarrowWindow(page, name));
                if (walker == Walker.APPROVER) {
                    Portal.screenshot(page, name + "-320");
                }
                Looks.wideAgain(page);
            });

            screens.keySet().removeAll(Walker.AFTER_ACTS);
            assertThat(screens.keySet()).containsExactlyInAnyOrderElementsOf(walker.screens());
            assertThat(violations).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void signInPageIsAccessible(String theme, Portal portal) {
        try (var window = portal.window(); var page = inTheme(window, portal, theme)) {
            page.navigate("/sign-in");
            Portal.screenshot(page, "sign-in-" + theme);

            assertThat(Looks.violations(page, "sign-in")).isEmpty();
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

    private static Persona persona(Portal portal, String role) {
        return role.equals("approver") ? portal.demo().approver("acme-dental") : portal.demo().withRole(role);
    }
}
