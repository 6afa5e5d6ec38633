package org.bailiwick.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.web.Access;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every route, asked by everybody: each meets what the route's annotation and their authorities say, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixTests {
    private static final Map<String, String> PUBLIC = Map.ofEntries(
            Map.entry("GET /sign-in", "says who one is before one is known"),
            Map.entry("GET /sign-in/to/{provider}", "leads to the provider"),
            Map.entry("POST /sign-out", "ends a session, and there may be none any more"),
            Map.entry("GET /first-administrator", "the one-time link is the proof"),
            Map.entry("POST /first-administrator", "the one-time link is the proof"),
            Map.entry("GET /problems", "explains what a refusal means, also to whom is refused"),
            Map.entry("GET /problems/{name}", "explains what a refusal means, also to whom is refused"),
            Map.entry("POST /theme", "light or dark is the browser's own matter"),
            Map.entry("GET /error", "renders what failed before a route was reached"),
            Map.entry("POST /error", "renders what failed before a route was reached"),
            Map.entry("GET /api/v1/schemas/expected-scope.json", "the form of a file is nobody's secret"));
    private final MatrixEstate estate = new MatrixEstate();

    @AfterAll
    void stop() {
        estate.close();
    }

    @Test
    void nothingIsOpenToStrangersButWhatHasAReason() {
        assertThat(estate.routes().stream().filter(route -> route.reach() == Access.Reach.PUBLIC)
                .map(route -> route.method() + " " + route.pattern())).containsExactlyInAnyOrderElementsOf(
                        PUBLIC.keySet());
    }

    @TestFactory
    Stream<DynamicNode> everybodyMeetsWhatTheyMayAtEveryRoute() {
        return estate.routes().stream().map(route -> dynamicContainer(route.toString(),
                Arrays.stream(MatrixCaller.values()).map(caller -> {
                    var expected = MatrixExpectation.of(route, caller);
                    return dynamicTest(caller + ": " + expected, () -> meets(expected, route, caller));
                })));
    }

    private void meets(MatrixExpectation expected, MatrixRoute route, MatrixCaller caller) {
        var before = estate.ordered();
        switch (expected) {
            case REFUSED_TOKEN -> {
                var answer = ask(route, caller, estate.existing(route));
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
            }
            case SIGN_IN_FIRST -> signInFirst(route, ask(route, caller, estate.existing(route)));
            case NOT_FOUND -> notFound(route, caller);
            case NOT_PERMITTED -> {
                var answer = ask(route, caller, estate.existing(route));
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).containsAnyOf(route.capability(),
                        route.also().isEmpty() ? route.capability() : route.also())
                        .doesNotContain(estate.asked().mark());
            }
            case ALLOWED -> allowed(route, caller);
        }
        assertThat(expected == MatrixExpectation.ALLOWED || estate.ordered().equals(before))
                .as("what is refused writes nothing").isTrue();
    }

    private static void signInFirst(MatrixRoute route, HttpResponse<String> answer) {
        if (route.api()) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.body()).contains("\"type\":\"/problems/not-signed-in\"");
        } else {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(Browser.location(answer)).startsWith("/sign-in?then=");
        }
    }

    /** Word for word and header for header what a tenant that never was answers. */
    private void notFound(MatrixRoute route, MatrixCaller caller) {
        var hidden = ask(route, caller, estate.existing(route));
        var nowhere = ask(route, caller, route.nowhere());

        assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(nowhere.statusCode());
        assertThat(untraced(hidden.body())).isEqualTo(untraced(nowhere.body()));
        assertThat(headers(hidden)).isEqualTo(headers(nowhere));
    }

    private void allowed(MatrixRoute route, MatrixCaller caller) {
        if (!route.reads()) {
            var answer = ask(route, caller, estate.madeUp(route));
            assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403).isLessThan(500);
            return;
        }
        var found = ask(route, caller, estate.existing(route));
        if (route.pattern().endsWith("/audit-packs/{pack}/content")) {
            // The planted pack is one that could not be built; that is said to whoever may have it.
            assertThat(found.statusCode()).as(found.body()).isEqualTo(409);
        } else if (route.reach() == Access.Reach.PUBLIC) {
            assertThat(found.statusCode()).as(found.body()).isIn(200, 303, 404);
        } else {
            assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        }
        if (route.hasInnerIds()) {
            var madeUp = ask(route, caller, estate.madeUp(route));
            assertThat(madeUp.statusCode()).isEqualTo(404);
            assertThat(madeUp.body()).contains("/problems/not-found");
        }
    }

    @TestFactory
    Stream<DynamicNode> nothingIsWrittenFromABrowserWithoutTheFormsToken() {
        return estate.routes().stream().filter(route -> !route.reads()).map(route -> dynamicContainer(route.toString(),
                Stream.of(
                        dynamicTest("without a token", () -> formExpired(write(route, estate.signedIn(), null))),
                        dynamicTest("with the token of another session", () -> formExpired(
                                write(route, estate.signedIn(), token(estate.signedIn())))),
                        dynamicTest("with its own token", () -> {
                            var browser = estate.signedIn();
                            assertThat(write(route, browser, token(browser)).body()).doesNotContain("form-expired",
                                    "form expired", "Form expired");
                        }))));
    }

    private HttpResponse<String> write(MatrixRoute route, Browser browser,
            @Nullable String token) {
        var request = token == null
                ? browser.request(estate.madeUp(route))
                : browser.request(estate.madeUp(route), "X-CSRF-TOKEN", token);
        return browser.send(request.header("Content-Type",
                route.api() ? "application/json" : "application/x-www-form-urlencoded")
                .method(route.method().name(), BodyPublishers.ofString(route.api() ? "{}" : "")));
    }

    private static String token(Browser browser) {
        return Browser.csrf(browser.get("/me"));
    }

    private static void formExpired(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).containsIgnoringCase("form").contains("_csrf");
    }

    /** No answer, whatever it is, names what the caller may not know of; only the address they typed comes back. */
    private HttpResponse<String> ask(MatrixRoute route, MatrixCaller caller, String address) {
        var answer = estate.ask(caller, route, address);
        var typed = answer.statusCode() == 303 ? Set.of("location") : Set.<String>of();
        var said = untraced(answer.body()) + answer.headers().map().entrySet().stream()
                .filter(header -> !typed.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .map(Object::toString).collect(Collectors.joining());
        assertThat(said).doesNotContain(estate.hiddenWords(caller).toArray(String[]::new));
        return answer;
    }

    private static String untraced(String body) {
        return body.replaceAll("\\b[0-9a-f]{32}\\b", "a trace id")
                .replaceAll("name=\"(_csrf|back)\" value=\"[^\"]+\"", "");
    }

    private static Map<String, Set<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<String, Set<String>>();
        answer.headers().map().forEach((name, values) -> headers.put(name, new TreeSet<>(values)));
        headers.keySet().removeAll(Set.of("date", "trace-id", "set-cookie", "content-length", "connection"));
        return headers;
    }
}
