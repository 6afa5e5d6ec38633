package org.bailiwick.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with the screen that a page shows; leaves the window as wide as it was for most screens. */
final class Looks {
    private static final int WIDE = 1280;
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    /** Text that no scrolling brings to sight; what a region scrolls, a hidden label and a closed menu are none. */
    private static final String CUT = """
                                      limit => {
                                        const apart = '.hidden, .skip, script, style, option, textarea, [popover]:not(:popover-open), dialog:not([open])';
                                        const cut = new Set();
                                        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                                        while (texts.nextNode()) {
                                          const text = texts.currentNode;
                                          const holder = text.parentElement;
                                          if (!text.data.trim() || holder.closest(apart) || !holder.checkVisibility()) continue;
                                          const range = document.createRange();
                                          range.selectNodeContents(text);
                                          const box = range.getBoundingClientRect();
                                          let seen = box.left >= -1 && box.right <= limit + 1;
                                          for (let around = holder; around !== document.body; around = around.parentElement) {
                                            const style = getComputedStyle(around);
                                            const edge = around.getBoundingClientRect();
                                            if (/auto|scroll/.test(style.overflowX + style.overflowY)) {
                                              seen = true;
                                              break;
                                            }
                                            if (/hidden|clip/.test(style.overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1)
                                                || /hidden|clip/.test(style.overflowY)
                                                    && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1)) {
                                              seen = false;
                                              break;
                                            }
                                          }
                                          if (!seen) cut.add(text.data.trim().slice(0, 40));
                                        }
                                        return [...cut];
                                      }""";

    /** In the page itself and with what is wrong alone: the builder's own way opens another window for each screen. */
    private static final String AXE = "() => { if (!window.axe) { %s } }".formatted(AxeBuilder.getAxeScript());
    private static final String WRONG = """
                                        only => axe.run({runOnly: only, resultTypes: ['violations']})
                                            .then(found => found.violations.map(each => `${each.id} at ${each.nodes[0].html}`))""";

    private Looks() {}

    /** All there is to say about a screen that cannot be opened again, in both themes. */
    static List<String> everyWay(Page page, String screen) {
        var found = new ArrayList<String>();
        found.addAll(violations(page, screen));
        found.addAll(hiddenColumns(page, screen));
        Portal.screenshot(page, screen + "-light");
        found.addAll(inTheme(page, screen, "dark"));
        Portal.screenshot(page, screen + "-dark");
        found.addAll(zoomedTwice(page, screen));
        Portal.screenshot(page, screen + "-zoomed");
        found.addAll(sidewaysOnANarrowWindow(page, screen));
        Portal.screenshot(page, screen + "-320");
        page.setViewportSize(WIDE, 900);
        return found;
    }

    /** What an answer to a form looks like that came without scripts: axe needs timers, and so a window that has them. */
    static List<String> everyWayOf(Page answer, Page withScripts, String screen) {
        withScripts.navigate("/me");
        withScripts.setContent(answer.content());
        return everyWay(withScripts, screen);
    }

    /** What is wrong in this theme alone; the page stays in it. */
    static List<String> inTheme(Page page, String screen, String theme) {
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
        // Of the rules only this one depends on the theme.
        return wrong(page, "%s, %s".formatted(screen, theme), "rule", List.of("color-contrast"));
    }

    static List<String> violations(Page page, String screen) {
        return wrong(page, screen, "tag", WCAG);
    }

    private static List<String> wrong(Page page, String screen, String kind, List<String> values) {
        page.evaluate(AXE);
        var found = (List<?>) page.evaluate(WRONG, Map.of("type", kind, "values", values));
        return found.stream().map(violation -> "%s: %s".formatted(screen, violation)).toList();
    }

    static List<String> hiddenColumns(Page page, String screen) {
        page.setViewportSize(WIDE, 900);
        int beyond = (int) page.evaluate("""
                                         Math.max(0, ...[...document.querySelectorAll('.region')]
                                             .map(region => region.scrollWidth - region.clientWidth))""");
        return beyond > 0
                ? List.of("%s hides %d px of a table".formatted(screen, beyond))
                : sideways(page, screen, WIDE);
    }

    /** A window of 1280 × 900 at 200 %: nothing is cut, and only what has a region of its own scrolls sideways. */
    static List<String> zoomedTwice(Page page, String screen) {
        page.setViewportSize(640, 450);
        var found = new ArrayList<>(sideways(page, screen, 640));
        ((List<?>) page.evaluate(CUT, 640)).forEach(text -> found.add("%s at 200 %% cuts: %s".formatted(screen, text)));
        return found;
    }

    static List<String> sidewaysOnANarrowWindow(Page page, String screen) {
        page.setViewportSize(320, 640);
        return sideways(page, screen, 320);
    }

    static void wideAgain(Page page) {
        page.setViewportSize(WIDE, 900);
    }

    private static List<String> sideways(Page page, String screen, int window) {
        int width = (int) page.evaluate("document.documentElement.scrollWidth");
        return width > window ? List.of("%s is %d px wide in %d".formatted(screen, width, window)) : List.of();
    }
}
