package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemsTests {
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
    void errorOfTheProductTellsAnIncidentIdAndNothingOfTheInside(CapturedOutput log) {
        var answer = web.send("/api/v1/broken", request -> request.header("traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"/problems/unexpected\"")
                .contains("\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"").doesNotContain("secret", "Exception");
        assertThat(log.getOut().lines()).as("whoever runs the server finds it by that id")
                .anySatisfy(line -> assertThat(line).contains("[0af7651916cd43dd8448eb211c80319c]",
                        "request GET /api/v1/broken failed"));
    }

    @Test
    void errorOfTheProductOnAPageIsAPage() {
        var answer = web.get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).contains("<h1>Something went wrong here</h1>").doesNotContain("secret of the inside");
    }

    @ParameterizedTest
    @CsvSource({"unconfirmed, outcome-not-known, look what was kept",
        "in-between, outcome-not-known, look what was kept",
        "unreachable, database-unavailable, nothing was changed",
        "unconfirmed-session, outcome-not-known, look what was kept",
        "unreachable-session, database-unavailable, nothing was changed"})
    void whatBrokeOffBeforeAControllerIsSaidAsWhatItIs(String path, String problem, String words,
            CapturedOutput log) {
        var trace = "0af7651916cd43dd8448eb211c80319c";

        var answer = web.send("/api/v1/" + path,
                request -> request.header("traceparent", "00-%s-b7ad6b7169203331-01".formatted(trace)));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/" + problem, words, "\"traceId\":\"%s\"".formatted(trace))
                .doesNotContain("secret");
        if (problem.equals("outcome-not-known")) {
            assertThat(answer.body()).contains("in its log under `%s`".formatted(trace))
                    .doesNotContain("nothing was changed");
            assertThat(log.getOut().lines()).anySatisfy(line -> assertThat(line).contains("[%s]".formatted(trace),
                    "request /api/v1/%s failed".formatted(path)));
        }
    }

    @Test
    void malformedIdAnswersLikeAnAddressWhereNothingIs() {
        var malformed = web.get("/api/v1/things/no-uuid");
        var nowhere = web.get("/api/v1/nowhere");

        assertThat(malformed.statusCode()).isEqualTo(404);
        assertThat(withoutTrace(malformed.body())).isEqualTo(withoutTrace(nowhere.body()));
        assertThat(web.get("/api/v1/things/" + new UUID(1, 2)).statusCode()).isEqualTo(200);
    }

    @Test
    void unknownPropertyIsRefusedWithAPointerToIt() {
        var answer = web.post("/api/v1/orders", "application/json",
                "{\"reason\":\"left\",\"ticket\":{\"system\":\"HALO\",\"key\":\"1\",\"a/b\":2}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"type\":\"/problems/invalid-body\"")
                .contains("\"pointer\":\"/ticket/a~1b\"");
    }

    @Test
    void bodyThatIsNoJsonIsRefused() {
        assertThat(web.post("/api/v1/orders", "application/json", "{").body()).contains("/problems/invalid-body");
        assertThat(web.post("/api/v1/orders", "text/plain", "x").statusCode()).isEqualTo(415);
    }

    @Test
    void parameterOfTheWrongKindIsRefused() {
        assertThat(web.get("/api/v1/list?least=many").body()).contains("/problems/invalid-parameter")
                .contains("`least`");
        assertThat(web.get("/api/v1/list?limit=201").statusCode()).isEqualTo(400);
        assertThat(web.get("/api/v1/list?limit=0").statusCode()).isEqualTo(400);
        assertThat(web.get("/api/v1/list?limit=x").statusCode()).isEqualTo(400);
    }

    @Test
    void listSaysWhereItGoesOn() {
        var answer = web.get("/api/v1/list?limit=7");

        assertThat(answer.body()).isEqualTo("{\"items\":[7],\"nextCursor\":\"further-on\"}");
        assertThat(answer.headers().firstValue("Link"))
                .hasValue("</api/v1/list?limit=7&cursor=further-on>; rel=\"next\"");
    }

    @Test
    void typeOfAProblemLeadsToItsDescription() {
        assertThat(web.get("/problems/invalid-body").body()).contains("What to do next");
        assertThat(web.get("/problems").body()).contains("href=\"/problems/invalid-body\"");
        assertThat(web.get("/problems/of-another-product").statusCode()).isEqualTo(404);
    }

    private static String withoutTrace(String body) {
        return body.replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
    }
}
