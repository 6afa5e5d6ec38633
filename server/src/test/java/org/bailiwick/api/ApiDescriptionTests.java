package org.bailiwick.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** The API's own description names every route that there is, and none that is not. */
class ApiDescriptionTests {
    private static final Pattern ROUTE = Pattern.compile("(/api/v1\\S*) \\[(\\w+)\\] (?!no access).*");

    @Test
    void openApiDescribesExactlyTheRoutesOfTheApi() throws IOException {
        try (var portal = new TestPortal()) {
            portal.know("ada");

            var described = TestPortal.json(portal.get("ada", "/api/v1/openapi.json"), 200);

            assertThat(described.at("/openapi").asString()).startsWith("3.1");
            var operations = new HashSet<String>();
            described.at("/paths").propertyStream().forEach(path -> path.getValue().propertyNames()
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            // OpenAPI has no word for a path of several segments; it names it like one.
            var routes = Files.readAllLines(Path.of("src/test/golden/routes.txt")).stream().map(ROUTE::matcher)
                    .filter(route -> route.matches())
                    .map(route -> route.group(2) + " " + route.group(1).replace("{*", "{"))
                    .collect(Collectors.toSet());
            assertThat(operations).hasSizeGreaterThan(50).isEqualTo(routes);
        }
    }

    /** A generated client would else read one answer as another. */
    @Test
    void answersOfTheSameSimpleNameAreDescribedEachByItself() {
        try (var portal = new TestPortal()) {
            portal.know("ada");

            var schemas = TestPortal.json(portal.get("ada", "/api/v1/openapi.json"), 200).at("/components/schemas");

            assertThat(schemas.at("/BoardApi.TenantJson/properties").propertyNames()).contains("gaps");
            assertThat(schemas.at("/TenantsApi.SeenTenantJson/properties").propertyNames()).contains("figures");
            assertThat(schemas.at("/PatternApi.OwnerJson/properties").propertyNames()).contains("plan");
            assertThat(schemas.at("/FindingApi.OwnerJson/properties").propertyNames()).contains("candidates");
            assertThat(schemas.propertyNames()).allMatch(name -> name.matches("[A-Za-z0-9._-]+"))
                    .doesNotContain("TenantJson", "OwnerJson");
        }
    }
}
