package org.bailiwick.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo and a browser in front of it, for one test at a time: Playwright is not made for several threads. */
final class Portal implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Its watchdog ends the process that draws where a busy machine holds that up, and after a few times the browser. */
    private static final String PATIENT = "--disable-gpu-watchdog";
    private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", PATIENT,
            "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync");

    /** What Chromium says, and how it ended, is told in the log: a crash leaves nothing else. */
    private static final Map<String, String> DRIVER = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "DEBUG",
            "pw:browser");

    private final Demo demo;
    private final Playwright playwright;
    private final Browser browser;

    private Portal(Demo demo, Playwright playwright, Browser browser) {
        this.demo = demo;
        this.playwright = playwright;
        this.browser = browser;
    }

    static Portal open(Demo demo) {
        var chromium = chromium();
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(DRIVER));
        var browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(QUIET));
        return new Portal(demo, playwright, browser);
    }

    private static Path chromium() {
        var program = Path.of(Optional.ofNullable(System.getenv("BAILIWICK_CHROMIUM")).orElse("/usr/bin/chromium"));
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("the browser tests need Chromium, and `%s` is none: run `apt-get install -y"
                    .formatted(program) + " chromium fonts-dejavu-core`, or name another by BAILIWICK_CHROMIUM");
        }
        return program;
    }

    Demo demo() {
        return demo;
    }

    /** Playwright reads that a browser is gone in the course of a call alone, so this makes one. */
    boolean runs() {
        try (var window = browser.newContext()) {
            return window.browser().isConnected();
        } catch (PlaywrightException gone) {
            return false;
        }
    }

    /** A browser window of nobody. */
    BrowserContext window() {
        return browser.newContext(options());
    }

    BrowserContext windowWithoutScripts() {
        return browser.newContext(options().setJavaScriptEnabled(false));
    }

    /** A browser window in which this persona is signed in by the demo's link. */
    BrowserContext window(Persona persona) {
        return signedIn(window(), persona);
    }

    BrowserContext signedIn(BrowserContext window, Persona persona) {
        try (var page = window.newPage()) {
            page.navigate(persona.signInLink());
        }
        return window;
    }

    private Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setBaseURL(demo.url()).setViewportSize(1440, 900)
                .setColorScheme(ColorScheme.LIGHT);
    }

    /** For whoever looks at the screens after a run; continuous integration keeps none of them and takes none. */
    static void screenshot(Page page, String name) {
        if (System.getenv("CI") != null) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
    }

    @Override
    public void close() {
        try (playwright) {
            browser.close();
        }
    }
}
