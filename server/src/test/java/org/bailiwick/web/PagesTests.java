package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTests {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static WebForTests web;

    @BeforeAll
    static void start(@TempDir Path var) {
        web = new WebForTests(var);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void noticeIsShownOnceAndEscaped() {
        var answer = web.post("/done", FORM, "");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(web.get("/problems").body()).contains("one grant &lt;revoked&gt;");
        assertThat(web.get("/problems").body()).doesNotContain("one grant");
    }

    @Test
    void noticeThatWasNotWrittenHereIsNotShown() {
        var forged = web.send("/problems", request -> request.header("Cookie", "notice=AAAA" + "b3Jnb3Q".repeat(9)));

        assertThat(forged.statusCode()).isEqualTo(200);
        assertThat(forged.body()).doesNotContain("role=\"status\"");
    }

    @Test
    void themeIsRememberedAndLeadsBackIntoThePortalOnly() {
        var chosen = web.post("/theme", FORM, "theme=dark&back=/problems?x=1");

        assertThat(chosen.headers().firstValue("Location")).hasValue("/problems?x=1");
        assertThat(web.get("/problems").body()).contains("data-theme=\"dark\"");
        assertThat(web.post("/theme", FORM, "theme=light&back=//evil.example").headers().firstValue("Location"))
                .hasValue("/");
        assertThat(web.post("/theme", FORM, "theme=system&back=/%5Cevil.example").headers().firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void redirectOutOfThePortalIsABug() {
        assertThatIllegalArgumentException().isThrownBy(() -> Redirect.to("https://evil.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> Redirect.to("/a\r\nSet-Cookie: b"));
    }

    @Test
    void staticFilesAreNamedByTheirContentAndKeptForGood() {
        var page = web.get("/problems").body();
        var addresses = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"").matcher(page).results()
                .map(found -> found.group(1)).toList();

        assertThat(addresses).hasSize(3).allMatch(address -> address.matches("/assets/.+-[0-9a-f]{32}\\.\\w+"));
        assertThat(addresses).map(web::get).allSatisfy(file -> {
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        });
        assertThat(web.get("/assets/FlatInterFont.class").statusCode()).isEqualTo(404);
    }

    @Test
    void styleSheetNamesItsFontsByTheirContentToo() {
        var page = web.get("/problems").body();
        var styles = web.get(first("/assets/app[^\"]+", page)).body();
        var font = first("/assets/Inter-Regular[^\"]+", styles);

        assertThat(font).matches("/assets/Inter-Regular-[0-9a-f]{32}\\.otf");
        assertThat(web.get(font).statusCode()).isEqualTo(200);
    }

    @Test
    void pageRunsNothingInlineAndIsNeverStored() {
        var page = web.get("/problems");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).doesNotContain(" style=", "<style", " onclick=", "<script>");
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group();
    }
}
