package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bailiwick.testing.TestPortal.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailiwick.demo.estate.Estate;
import org.bailiwick.demo.estate.Planted;
import org.bailiwick.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The patterns that follow from what was planted, worked out without the product, and those that the risk owner sees. */
final class PlantedPatterns {
    private static final Pattern OF_THE_MSP = Pattern.compile("(.+) (?:of|left) Northgate IT.*");
    private static final Pattern HELD = Pattern.compile(".* of Northgate IT holds (\\S+), .*");
    private static final Map<String, List<String>> WEAK = Map.of("locks nobody out",
            List.of("Lockout off (`bruteForceProtected`)"), "after 30 failures",
            List.of("Lockout weaker than intended (`failureFactor`)"), "for 10 to 30 s",
            List.of("Lockout weaker than intended (`waitIncrementSeconds`)",
                    "Lockout weaker than intended (`maxFailureWaitSeconds`)"));

    private final Map<List<String>, Set<String>> tenants = new TreeMap<>(
            (one, other) -> one.toString().compareTo(other.toString()));

    private PlantedPatterns() {}

    /** Kind, rule where it is part of what is compared, title without its quotes, and the tenants. */
    static Set<List<String>> of(long seed) {
        var all = new PlantedPatterns();
        Estate.of(seed).planted().forEach(all::take);
        return all.tenants.entrySet().stream().filter(each -> each.getValue().size() > 1)
                .map(each -> line(each.getKey(), each.getValue())).collect(Collectors.toSet());
    }

    private void take(Planted planted) {
        var subject = planted.subject().split(" → ", 2);
        if (subject[0].startsWith("service-account-")) {
            put(planted, "machine", "", subject[0]);
        }
        var person = OF_THE_MSP.matcher(planted.why());
        // The role model is of the MSP as well, and nobody.
        if (person.matches() && !planted.rule().equals("role-model-weaker")) {
            put(planted, "identity", "", person.group(1));
        }
        switch (planted.rule()) {
            case "excess-access" -> put(planted, "access", planted.rule(), subject[1]);
            case "delegated-admin-unexpected" -> {
                var held = HELD.matcher(planted.why());
                assertThat(held.matches()).as(planted.why()).isTrue();
                put(planted, "access", planted.rule(), held.group(1));
            }
            case "role-model-weaker" -> put(planted, "access", planted.rule(), subject[0]);
            case "shared-account" -> put(planted, "account", planted.rule(), subject[0]);
            case "lockout-weak" -> WEAK.entrySet().stream().filter(weak -> planted.why().contains(weak.getKey()))
                    .flatMap(weak -> weak.getValue().stream())
                    .forEach(title -> put(planted, "setting", planted.rule(), title));
            default -> {
                // What is missing, stale, old or without an owner is shared by people and machines alone.
            }
        }
    }

    private void put(Planted planted, String kind, String rule, String name) {
        tenants.computeIfAbsent(List.of(kind, rule, name), first -> new TreeSet<>()).add(planted.tenant());
    }

    private static List<String> line(List<String> key, Set<String> tenants) {
        return List.of(key.get(0), key.get(1), key.get(2), String.join(" ", tenants));
    }

    /** As the API gives them to the demo's risk owner. */
    static Set<List<String>> seen(TestServer server, Path personas) {
        var items = json(get(server, personas, "/api/v1/oversight/patterns?limit=200"), 200).at("/items");
        var seen = new HashSet<List<String>>();
        items.forEach(each -> seen.add(line(key(each), new TreeSet<>(each.at("/tenants").valueStream()
                .map(tenant -> tenant.at("/shortName").asString()).toList()))));
        return seen;
    }

    private static List<String> key(JsonNode pattern) {
        var kind = pattern.at("/kind").asString();
        var title = pattern.at("/title").asString();
        return switch (kind) {
            case "identity", "machine" -> List.of(kind, "", title);
            case "access", "account" -> List.of(kind, pattern.at("/rules/0").asString(),
                    title.replaceFirst("^[^`]*`", "").replaceFirst("`[^`]*$", ""));
            default -> List.of(kind, pattern.at("/rules/0").asString(), title);
        };
    }

    private static HttpResponse<String> get(TestServer server, Path personas, String path) {
        try (var http = HttpClient.newHttpClient()) {
            var riskOwner = JsonMapper.shared().readTree(Files.readString(personas)).valueStream()
                    .filter(each -> each.at("/role").asString().equals("risk owner")).findFirst().orElseThrow();
            return http.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + riskOwner.at("/accessToken").asString()).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
