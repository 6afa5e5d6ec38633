package org.bailiwick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bailiwick.platform.Result;
import org.bailiwick.template.ScopeContent.Entitlement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeReaderTests {
    private static final String WHOLE = """
                                        {"$schema": "https://example.org/expected-scope.json",
                                         "everyone": {"entitlements": [{"kind": "realm role", "name": "default-roles-dental"}]},
                                         "functions": {
                                           "dentist": {"title": "Dentist", "entitlements": [
                                             {"kind": "group", "name": "/Practices/Mill Lane"}, {"kind": "realm role", "name": "billing"}]},
                                           "imaging": {"entitlements": [{"kind": "client role", "name": "pacs/write"}]}},
                                         "people": {
                                           "tom.baker": {"functions": ["dentist"]},
                                           "service-account-imaging-sync": {"functions": ["imaging"], "connection": "Keycloak",
                                             "owner": "ines.moreau"}}}""";

    @Test
    void aWholeFileIsReadToTheLastProperty() {
        var content = content(WHOLE);

        assertThat(content.functions().get("dentist").title()).isEqualTo("Dentist");
        assertThat(content.functions().get("imaging").title()).isEqualTo("imaging");
        assertThat(content.of("tom.baker")).containsExactly(new Entitlement("realm role", "default-roles-dental"),
                new Entitlement("group", "/Practices/Mill Lane"), new Entitlement("realm role", "billing"));
        assertThat(content.people().get("service-account-imaging-sync").owner()).contains("ines.moreau");
        assertThat(content.people().get("service-account-imaging-sync").connection()).contains("Keycloak");
        assertThat(content.of("stranger")).isEmpty();
    }

    @Test
    void theHashIsOfTheMeaningAndNotOfTheLayout() {
        var reordered = """
                        {"people":{"a":{"functions":["f"]}},"functions":{"f":{"entitlements":[{"name":"n","kind":"group"}]}}}""";
        var spaced = """
                     { "functions" : {"f": {"entitlements": [{"kind": "group", "name": "n"}]}},
                       "people" : {"a": {"functions": ["f"]}} }""";

        assertThat(content(reordered).hash()).isEqualTo(content(spaced).hash()).hasSize(64);
        assertThat(content(spaced.replace("\"n\"", "\"m\"")).hash()).isNotEqualTo(content(spaced).hash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                                                                  "kind": "group", "name": "/Practices/Mill Lane"  | "kind": "group"                                     | /functions/dentist/entitlements/0/name
                                                                  "kind": "client role"                            | "kind": "permission"                                | /functions/imaging/entitlements/0/kind
                                                                  "title": "Dentist"                               | "titel": "Dentist"                                  | /functions/dentist/titel
                                                                  "title": "Dentist"                               | "title": 3                                          | /functions/dentist/title
                                                                  "title": "Dentist"                               | "title": " "                                        | /functions/dentist/title
                                                                  ["dentist"]                                      | ["dentist", "surgeon"]                              | /people/tom.baker/functions/1
                                                                  ["dentist"]                                      | ["dentist", "dentist"]                              | /people/tom.baker/functions/1
                                                                  ["dentist"]                                      | []                                                  | /people/tom.baker/functions
                                                                  {"functions": ["dentist"]}                       | {}                                                  | /people/tom.baker/functions
                                                                  {"functions": ["dentist"]}                       | null                                                | /people/tom.baker
                                                                  {"functions": ["dentist"]}                       | {"functions": ["dentist"], "admin": true}           | /people/tom.baker/admin
                                                                  [{"kind": "client role", "name": "pacs/write"}]  | []                                                  | /functions/imaging/entitlements
                                                                  [{"kind": "client role", "name": "pacs/write"}]  | ["pacs/write"]                                      | /functions/imaging/entitlements/0
                                                                  {"kind": "realm role", "name": "billing"}        | {"kind": "group", "name": "/Practices/Mill Lane"}   | /functions/dentist/entitlements/1
                                                                  "tom.baker"                                      | "tom.baker "                                        | /people/tom.baker~x20
                                                                  "tom.baker"                                      | "tom\\u202ebaker"                                   | ^/people/tom~u202ebaker^
                                                                  "tom.baker"                                      | "tom\\u200bbaker"                                   | ^/people/tom~u200bbaker^
                                                                  "tom.baker"                                      | "a/b~c\\u0000"                                      | ^/people/a~1b~0c~u0000^
                                                                  "tom.baker"                                      | ""                                                  | /people/
                                                                  "owner": "ines.moreau"                           | "owner": ["ines.moreau"]                            | /people/service-account-imaging-sync/owner
                                                                  "owner": "ines.moreau"                           | "owner": ""                                         | /people/service-account-imaging-sync/owner
                                                                  "everyone": {                                    | "everybody": {                                      | /everybody""")
    void whatIsWrongIsNamedByItsPlace(String right, String wrong, String pointer) {
        assertThat(WHOLE).contains(right);

        var faults = faults(WHOLE.replace(right, wrong));

        assertThat(faults).extracting(fault -> fault.pointer().replace("\u202e", "~u202e").replace("\u200b", "~u200b")
                .replace("\u0000", "~u0000").replace(" ", "~x20")).contains(pointer);
    }

    @Test
    void roleModelSaysWhatEachLeadsToAndAnEmptyListSaysNothing() {
        var model = content(withModel("""
                                      {"kind": "group", "name": "/Support", "leadsTo": []},
                                      {"kind": "realm role", "name": "operator",
                                       "leadsTo": [{"kind": "client role", "name": "realm-management/view-users"}]}"""))
                .roleModel();

        assertThat(model).containsOnlyKeys(new Entitlement("group", "/Support"),
                new Entitlement("realm role", "operator"));
        assertThat(model.get(new Entitlement("group", "/Support"))).isEmpty();
        assertThat(model.get(new Entitlement("realm role", "operator")))
                .containsExactly(new Entitlement("client role", "realm-management/view-users"));
        assertThat(content(WHOLE).roleModel()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                                                                  {"kind": "group", "name": "/a"}                                                            | /roleModel/0/leadsTo
                                                                  {"kind": "group", "name": "/a", "leadsTo": "/b"}                                           | /roleModel/0/leadsTo
                                                                  {"kind": "group", "name": "/a", "leadsTo": [], "gives": []}                                | /roleModel/0/gives
                                                                  {"kind": "team", "name": "/a", "leadsTo": []}                                              | /roleModel/0/kind
                                                                  {"name": "/a", "leadsTo": []}                                                              | /roleModel/0/kind
                                                                  {"kind": "group", "name": "/a", "leadsTo": [{"kind": "group"}]}                            | /roleModel/0/leadsTo/0/name
                                                                  {"kind": "group", "name": "/a", "leadsTo": [{"kind": "group", "name": "/a"}]}              | /roleModel/0/leadsTo
                                                                  {"kind": "group", "name": "/a", "leadsTo": []}, {"kind": "group", "name": "/a", "leadsTo": []} | /roleModel/1
                                                                  "/a"                                                                                       | /roleModel/0
                                                                  ^^                                                                                         | /roleModel""")
    void whatIsWrongInARoleModelIsNamedByItsPlace(String model, String pointer) {
        assertThat(faults(withModel(model))).extracting(ScopeFault::pointer).contains(pointer);
    }

    private static String withModel(String entries) {
        return WHOLE.replace("\"everyone\"", "\"roleModel\": [%s], \"everyone\"".formatted(entries));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var faults = faults(
                """
                {"functions": {"f": {"entitlements": [{"kind": "x", "name": ""}]}}, "people": {"a": {"functions": ["g"]}},
                 "more": 1}""");

        assertThat(faults).extracting(ScopeFault::pointer).containsExactlyInAnyOrder("/more",
                "/functions/f/entitlements/0/kind", "/functions/f/entitlements/0/name", "/people/a/functions/0");
    }

    @Test
    void aFileOfManyMistakesIsCutOffAndSaysSo() {
        var people = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            people.append(i == 0 ? "" : ",").append("\"p%d\": {\"functions\": [\"none\"]}".formatted(i));
        }

        var faults = faults("{\"functions\": {\"f\": {\"entitlements\": [{\"kind\": \"group\", \"name\": \"/x\"}]}},"
                + " \"people\": {%s}}".formatted(people));

        assertThat(faults).hasSize(201).last().extracting(ScopeFault::detail)
                .isEqualTo("there are 300 more problems; correct these first");
    }

    @Test
    void whatExpectsNobodyOrDefinesNothingIsRefused() {
        assertThat(faults("{\"functions\": {}, \"people\": {}}")).extracting(ScopeFault::pointer)
                .containsExactly("/functions", "/people");
        assertThat(faults("{}")).extracting(ScopeFault::pointer).contains("/functions", "/people");
        assertThat(faults("[]")).extracting(ScopeFault::pointer).contains("");
    }

    @Test
    void whatIsNoJsonOrNamesSomebodyTwiceIsRefusedWithItsPlace() {
        assertThat(faults("{\"functions\": ").getFirst().detail()).contains("at byte");
        assertThat(faults(WHOLE.replace("\"service-account-imaging-sync\"", "\"tom.baker\"")).getFirst().detail())
                .contains("`tom.baker` stands twice");
        assertThat(read(new byte[]{'{', (byte) 0xff, '}'})).isInstanceOf(Result.No.class);
        assertThat(faults("\ufeff" + WHOLE)).isNotEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() {
        assertThat(read(new byte[ScopeReader.MOST_BYTES + 1])).isEqualTo(
                Result.no(List.of(new ScopeFault("", "the file is larger than 2 MiB"))));
    }

    static ScopeContent content(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8))
                .orThrow(faults -> new IllegalStateException(faults.toString()));
    }

    private static List<ScopeFault> faults(String json) {
        return switch (read(json.getBytes(StandardCharsets.UTF_8))) {
            case Result.Ok<ScopeContent, List<ScopeFault>>(var content) -> throw new AssertionError("was taken");
            case Result.No<ScopeContent, List<ScopeFault>>(var faults) -> faults;
        };
    }

    private static Result<ScopeContent, List<ScopeFault>> read(byte[] file) {
        return ScopeReader.read(file);
    }
}
