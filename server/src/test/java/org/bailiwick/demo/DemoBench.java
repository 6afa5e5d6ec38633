package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bailiwick.testing.BenchResults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The demo as a user starts it, with its Keycloak, its launcher and the product as a program: how long its 24 tenants take
 * to be read, how long somebody's end in many tenants takes to be proven, how much memory the server keeps and how fast
 * it starts. Run by hand, no part of the suite; {@code ./bailiwick bench DemoBench} builds the programs first.
 */
class DemoBench {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final int STARTS = 3;

    @TempDir
    Path var;

    @Test
    void theDemoIsReadSomebodyLeavesAndTheServerStartsAgain() throws Exception {
        try (var results = BenchResults.of(DemoBench.class, "`./bailiwick demo` in a new folder: 24 tenants in a real"
                + " Keycloak, embedded PostgreSQL, the server with the launcher's own settings.")) {
            results.fact("date", Instant.now().toString());
            try (var demo = StartedProduct.of("demo", var, LIMIT)) {
                results.row("first start until everything is there", seconds(demo.secondsToReady()), "-", "-");
                results.row("memory of the server, just then", megabytes(demo.memory()), "-", "-");
                var operator = demo.persona("operator");
                var customers = operator.at("/tenants").valueStream().map(JsonNode::asString).toList();
                var operates = operator.at("/accessToken").asString();
                var tenants = demo.get(operates, "/api/v1/tenants").at("/items").valueStream()
                        .filter(tenant -> customers.contains(tenant.at("/shortName").asString())).toList();
                read(demo, operates, tenants, results, "right after the first start");
                read(demo, operates, tenants, results, "once more");
                leave(demo, demo.persona("risk owner").at("/accessToken").asString(), customers, results);
                results.row("memory of the server, just then", megabytes(demo.memory()), "-", "-");
                demo.idle(IDLE);
                results.row("memory of the server, %d s later".formatted(IDLE.toSeconds()), megabytes(demo.memory()),
                        "-", "≤ 400 MB");
            }
            var starts = new ArrayList<Double>();
            for (int start = 0; start <= STARTS; start++) {
                try (var serve = StartedProduct.of("serve", var, LIMIT)) {
                    // The first one makes the database.
                    if (start > 0) {
                        starts.add(serve.serverSeconds());
                    }
                    if (start == STARTS) {
                        results.row("memory of `serve`, just started", megabytes(serve.memory()), "-", "≤ 400 MB");
                    }
                }
            }
            results.row("`serve` on a warm database, from the server's process to its first answer",
                    starts.stream().map(DemoBench::seconds).toList().toString(), "-", "≤ 5 s");
        }
    }

    /** From the first order until the last tenant was read completely. */
    private static void read(StartedProduct demo, String token, List<JsonNode> tenants, BenchResults results,
            String when) {
        long began = System.nanoTime();
        var jobs = tenants.stream().map(tenant -> demo.post(token,
                "/api/v1/tenants/%s/snapshots".formatted(tenant.at("/id").asString()), "{}").at("/href").asString())
                .toList();
        var open = new ArrayList<>(jobs);
        await().pollInterval(OFTEN).atMost(LIMIT).until(() -> {
            open.removeIf(job -> demo.get(token, job).at("/endedAt").isString());
            return open.isEmpty();
        });
        var seconds = since(began);
        assertThat(jobs).allMatch(job -> demo.get(token, job).at("/state").asString().equals("complete"));
        results.row("%d tenants read %s".formatted(jobs.size(), when), seconds, "-", "≤ 20 s");
    }

    /** Whoever of the MSP's people has accounts in most tenants. */
    private static void leave(StartedProduct demo, String token, List<String> customers, BenchResults results) {
        var msp = demo.get(token, "/api/v1/tenants").at("/items").valueStream()
                .filter(tenant -> !customers.contains(tenant.at("/shortName").asString())).findFirst().orElseThrow();
        var previews = demo.get(token, "/api/v1/tenants/%s/identities?kind=human&limit=200"
                .formatted(msp.at("/id").asString())).at("/items").valueStream()
                .map(item -> item.at("/subject").asString()).distinct()
                .map(subject -> demo.ask(token, "/api/v1/oversight/leaver-cases/preview?subject=" + subject))
                .filter(answer -> answer.statusCode() == 200).map(StartedProduct::json)
                .filter(preview -> preview.at("/tenants").valueStream()
                        .noneMatch(each -> each.at("/approval").asString().equals("tenant")))
                .toList();
        var most = previews.stream().max(Comparator.comparingInt(each -> each.at("/tenants").size())).orElseThrow();
        long named = most.at("/tenants").valueStream().filter(DemoBench::endsSomething).count();
        assertThat(named).isPositive();
        long began = System.nanoTime();
        var opened = demo.post(token, "/api/v1/oversight/leaver-cases",
                """
                {"subject": "%s", "hash": "%s", "memberships": true,
                  "justification": "leaves", "ticket": {"system": "HALO", "key": "B-1"}}"""
                        .formatted(most.at("/subject").asString(), most.at("/hash").asString()));
        var path = "/api/v1/oversight/leaver-cases/" + opened.at("/id").asString();
        await().pollInterval(OFTEN).atMost(LIMIT).until(() -> {
            var now = demo.get(token, path);
            return concerned(now) == named && now.at("/items").asInt() == now.at("/verified").asInt();
        });
        var proven = since(began);
        var last = demo.get(token, path);
        results.row("leaver over %d tenants, %d ends of access, each verified".formatted(concerned(last),
                last.at("/items").asInt()), proven, "-", "≤ 15 s for 12 tenants");
        await().pollInterval(OFTEN).atMost(LIMIT)
                .until(() -> !demo.get(token, path).at("/tenants").valueStream().map(each -> each.at("/standing")
                        .asString()).anyMatch(List.of("under way", "being read again")::contains));
        results.row("the same, and every tenant read again since: " + demo.get(token, path).at("/state").asString(),
                since(began), "-", "-");
    }

    /** Whether the case orders something in this tenant of its preview. */
    private static boolean endsSomething(JsonNode in) {
        return in.at("/approval").asString().equals("contract") && in.at("/accounts").valueStream()
                .anyMatch(account -> account.at("/disable").asBoolean() || account.at("/grants").valueStream()
                        .anyMatch(grant -> grant.at("/remove").asBoolean()));
    }

    /** In how many tenants the case has ordered something. */
    private static long concerned(JsonNode leaverCase) {
        return leaverCase.at("/tenants").valueStream().filter(each -> each.at("/items").asInt() > 0).count();
    }

    private static String since(long began) {
        return seconds((System.nanoTime() - began) / 1e9);
    }

    private static String seconds(double seconds) {
        return "%.1f s".formatted(seconds);
    }

    private static String megabytes(Map.Entry<String, Long> memory) {
        return "%d MB (%s)".formatted(memory.getValue() >> 10, memory.getKey());
    }
}
