package org.bailiwick.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bailiwick.connector.realmexport.Exports;
import org.bailiwick.testing.GoldenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as its user runs it. */
class AssessTests {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<String> HARBOUR_FREIGHT = List.of("harbour-freight-realm.json",
            "harbour-freight-users-0.json", "harbour-freight-users-1.json");

    @TempDir
    private Path folder;

    private record Ran(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private Ran run(String... words) {
        return runWith("", words);
    }

    private Ran runWith(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = new Assess(folder, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> NOW).run(List.of(words), false);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void put(String... names) {
        for (var name : names) {
            try (var in = AssessTests.class.getResourceAsStream("/assess/" + name)) {
                assertThat(in).isNotNull();
                Files.write(folder.resolve(name), in.readAllBytes());
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Test
    void aWholeExportIsAssessed() {
        put(HARBOUR_FREIGHT.toArray(String[]::new));

        var text = run(HARBOUR_FREIGHT.toArray(String[]::new));
        var json = run(Stream.concat(Stream.of("--json"), HARBOUR_FREIGHT.stream()).toArray(String[]::new));

        assertThat(text.exitCode()).isEqualTo(Assess.READ);
        GoldenFile.of("assess/harbour-freight.txt").matches(text.out());
        GoldenFile.of("assess/harbour-freight.json").matches(json.out());
    }

    @Test
    void aFaultyTemplateIsAssessedAsFarAsItCanBeRead() {
        put("orchard-law.json");

        var text = run("orchard-law.json");

        assertThat(text.exitCode()).isEqualTo(Assess.PARTLY_READ);
        GoldenFile.of("assess/orchard-law.txt").matches(text.out());
        GoldenFile.of("assess/orchard-law.json").matches(run("--json", "orchard-law.json").out());
    }

    @Test
    void whomKeycloakLockedForGoodIsNotCalledDisabled() throws IOException {
        var user = """
                   {"realm": "acme", "enabled": true, "users": [{"username": "mara", "enabled": false, "attributes": %s,
                     "clientRoles": {"realm-management": ["realm-admin"]}}]}""";
        Files.writeString(folder.resolve("locked.json"),
                user.formatted("{\"disabledReason\": [\"permanentLockout\"]}"));
        Files.writeString(folder.resolve("disabled.json"), user.formatted("{}"));

        assertThat(run("locked.json").out()).contains("`mara`, locked out for good").doesNotContain("disabled");
        assertThat(run("disabled.json").out()).contains("`mara`, disabled", "it is disabled and holds this still");
    }

    @Test
    void theOldestShapesAreAssessed() {
        put("old-shapes.json");

        var text = run("old-shapes.json");

        assertThat(text.exitCode()).isEqualTo(Assess.READ);
        GoldenFile.of("assess/old-shapes.txt").matches(text.out());
        GoldenFile.of("assess/old-shapes.json").matches(run("--json", "old-shapes.json").out());
    }

    @Test
    void theJsonIsOfTheFormThatIsDocumented() throws IOException {
        put("orchard-law.json", "old-shapes.json");
        put(HARBOUR_FREIGHT.toArray(String[]::new));
        try (var in = AssessTests.class.getResourceAsStream("/assess/assessment.schema.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);

            assertThat(schema.validate(run("--json", ".", "gone.json").out(), InputFormat.JSON)).isEmpty();
            assertThat(schema.validate("{\"format\": \"bailiwick-assessment/1\"}", InputFormat.JSON)).isNotEmpty();
        }
    }

    @Test
    void textFitsIntoAHundredColumns() {
        put("orchard-law.json");
        var name = "名".repeat(300);

        var text = runWith(
                "{\"realm\": \"%s\", \"users\": [{\"username\": \"%s\", \"clientRoles\": {\"realm-management\": [\"realm-admin\"]}}]}"
                        .formatted(name, name),
                "-", "orchard-law.json").out();

        assertThat(text.lines()).allSatisfy(line -> assertThat(Page.width(line)).as(line).isLessThanOrEqualTo(100));
    }

    @Test
    void nothingOfAFileReachesTheTerminalAsItIs() {
        var text = runWith("{\"realm\": \"a\\u001b[2Jb\", \"users\": [{\"username\": \"\\u202eadmin\"}]}", "-").out();

        assertThat(text).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void namesWithSpacesFoldersAndStandardInputAreTaken() throws IOException {
        Files.createDirectories(folder.resolve("all exports"));
        Files.writeString(folder.resolve("all exports/acme one.json"), "{\"realm\": \"acme\", \"users\": []}");
        Files.writeString(folder.resolve("all exports/notes.txt"), "not an export");

        var json = runWith("{\"realm\": \"depot\", \"users\": []}", "--json", "all exports", "-",
                folder.resolve("all exports/acme one.json").toString()).json();

        assertThat(json.path("files").valueStream().map(file -> file.path("file").stringValue()))
                .containsExactly("all exports/acme one.json", "standard input");
        assertThat(json.path("realms").valueStream().map(realm -> realm.path("realm").stringValue()))
                .containsExactly("acme", "depot");
    }

    @Test
    void exitCodesSayWhetherEverythingWasRead() throws IOException {
        put("orchard-law.json", "old-shapes.json");
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("package.json"), "{\"name\": \"no realm\"}");

        assertThat(run("old-shapes.json").exitCode()).isEqualTo(Assess.READ);
        assertThat(run("gone.json").exitCode()).isEqualTo(Assess.NOTHING_READ);
        assertThat(run("empty").exitCode()).isEqualTo(Assess.NOTHING_READ);
        assertThat(run("package.json").exitCode()).isEqualTo(Assess.NOTHING_READ);
        assertThat(run("nul\0.json").exitCode()).isEqualTo(Assess.NOTHING_READ);
        assertThat(run("old-shapes.json", "gone.json").exitCode()).isEqualTo(Assess.PARTLY_READ);
        assertThat(run("orchard-law.json").exitCode()).isEqualTo(Assess.PARTLY_READ);
    }

    @Test
    void findingsFailTheRunOnlyWhereTheUserSaysSo() {
        put("old-shapes.json", "orchard-law.json");

        assertThat(run("--fail-on=critical", "old-shapes.json").exitCode()).isEqualTo(Assess.FOUND);
        assertThat(run("--fail-on", "low", "old-shapes.json").exitCode()).isEqualTo(Assess.FOUND);
        assertThat(runWith("{\"realm\": \"acme\", \"users\": []}", "--fail-on=low", "-").exitCode())
                .isEqualTo(Assess.READ);
        assertThat(run("--fail-on=critical", "orchard-law.json").exitCode()).isEqualTo(Assess.PARTLY_READ);
    }

    @Test
    void wrongUsageSaysWhatToDo() {
        assertThat(run().err()).isEqualTo("name at least one file: see `./bailiwick assess --help`\n");
        assertThat(run("--jsno", "a").err()).isEqualTo("unknown option `--jsno`: see `./bailiwick assess --help`\n");
        assertThat(run("--fail-on=bad", "a").err())
                .isEqualTo("`bad` is no severity: use critical, high, moderate or low\n");
        assertThat(run("--fail-on").exitCode()).isEqualTo(Assess.WRONG_USAGE);
        assertThat(run("--at=yesterday", "a").err()).isEqualTo("`yesterday` is no day: write it as 2026-11-22\n");
        assertThat(run("-", "-").exitCode()).isEqualTo(Assess.WRONG_USAGE);
        assertThat(run("--help").exitCode()).isEqualTo(Assess.READ);
        assertThat(run("--help").out()).contains("Exit: 0 everything was read");
    }

    @Test
    void jsonGoesIntoAFileBesideTheTable() throws IOException {
        put("old-shapes.json");

        var ran = run("--json=report.json", "old-shapes.json");

        assertThat(ran.out()).startsWith("realm ");
        assertThat(Files.readString(folder.resolve("report.json"))).isEqualTo(run("--json", "old-shapes.json").out());
        assertThat(run("--json=no/such/folder.json", "old-shapes.json").err())
                .isEqualTo("`no/such/folder.json` cannot be written: check its folder\n");
    }

    @Test
    void agesAreReckonedAsOfTheDayThatIsNamed() {
        put(HARBOUR_FREIGHT.toArray(String[]::new));

        assertThat(run("--at=2024-01-01", ".").out()).doesNotContain("credential-overdue)")
                .doesNotContain("never used");
        assertThat(run("--at=2026-11-22", ".").out())
                .contains("the client secret of `tracking` was made on 2023-11-14");
    }

    @Test
    void ofPublicExportsTheDefaultRoleThatMadeEverybodyAnAdministratorIsFound() {
        var realm = assessed("history/cx-central/09-2023-08-16-9e85c902.json.gz");

        assertThat(figures(realm)).isEqualTo("1 people, 11 service accounts, 28 clients, 12 critical, 0 high");
        assertThat(findings(realm)).containsExactly("critical default-access-privileged CX-Central",
                "critical service-account-privileged sa-cl1-reg-2", "moderate settings-weak CX-Central");
        assertThat(realm.at("/findings/0/path/1/name").stringValue()).isEqualTo("realm-management/manage-users");
    }

    @Test
    void ofPublicExportsAServiceAccountWithAllRightsIsFound() {
        var realm = assessed("tenants/ceai-cqen-keycloak-ceai.json");

        assertThat(figures(realm)).isEqualTo("0 people, 1 service accounts, 7 clients, 1 critical, 0 high");
        assertThat(realm.at("/figures/peopleComplete").booleanValue()).isFalse();
        assertThat(findings(realm)).containsExactly("critical service-account-privileged lab-api",
                "high lockout-weak ceai");
        assertThat(realm.at("/privileged/0/more").intValue()).isEqualTo(9);
    }

    @Test
    void ofPublicExportsATemplatesAdministratorIsFoundWithoutAListOfRoles() {
        var realm = assessed("tenants/keycloak-quickstarts-quickstart-5.json");

        assertThat(figures(realm)).isEqualTo("2 people, 0 service accounts, 2 clients, 1 critical, 0 high");
        assertThat(findings(realm)).containsExactly("critical shared-account admin");
        assertThat(realm.path("notKnown").valueStream().map(part -> part.path("rule").stringValue()))
                .contains("lockout-weak", "settings-weak");
        assertThat(realm.path("unreadTotal").intValue()).isZero();
    }

    private JsonNode assessed(String name) {
        var ran = run("--json", Exports.shared().resolve(name).toString());
        assertThat(ran.exitCode()).isEqualTo(Assess.READ);
        return ran.json().at("/realms/0");
    }

    private static String figures(JsonNode realm) {
        var figures = realm.path("figures");
        return "%d people, %d service accounts, %d clients, %d critical, %d high".formatted(
                figures.path("people").intValue(), figures.path("serviceAccounts").intValue(),
                figures.path("clients").intValue(), figures.at("/privileged/critical").intValue(),
                figures.at("/privileged/high").intValue());
    }

    private static List<String> findings(JsonNode realm) {
        return realm.path("findings").valueStream().map(finding -> "%s %s %s".formatted(
                finding.path("severity").stringValue(), finding.path("rule").stringValue(),
                finding.at("/subject/name").stringValue())).toList();
    }
}
