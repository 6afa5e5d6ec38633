package org.bailiwick.connector.realmexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bailiwick.connector.realmexport.FileRead.Outcome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The exports of public repositories, whole and spoilt. */
class SharedExportsTests {
    private static final Set<String> READ = Set.of("realm", "users", "roles", "groups", "clients",
            "bruteForceProtected",
            "failureFactor", "sslRequired", "accessTokenLifespan");

    private static final List<String> WRONG = List.of("[[7]]", "{\"\": [null]}", "\"\\u0000\"", "1.5");

    @Test
    void everyOneOfThemIsReadWithAllItsUsersAndClients() {
        var files = Exports.sharedFiles();
        assertThat(files).hasSizeGreaterThanOrEqualTo(53);

        for (var file : files) {
            var tree = JsonMapper.shared().readTree(Exports.plain(file));
            var read = Exports.read(Exports.plain(file));

            assertThat(Exports.outcome(read)).as(file.toString()).isEqualTo(Outcome.READ);
            var realm = Exports.only(read);
            assertThat(realm.name()).isEqualTo(tree.path("realm").stringValue());
            assertThat(realm.contents().accounts()).as(file.toString()).hasSize(tree.path("users").size());
            assertThat(realm.contents().clients()).as(file.toString()).hasSize(tree.path("clients").size());
        }
    }

    @Test
    void truncatedAnywhereTheyClaimNothingBeyond() {
        for (var file : Exports.sharedFiles()) {
            var whole = Exports.plain(file);
            var complete = Exports.only(Exports.read(whole));
            int end = whole.length;
            while (end > 0 && Character.isWhitespace(whole[end - 1])) {
                end--;
            }
            for (int cut = 1; cut < end; cut += 1 + end / 37) {
                HostileExportsTests.requireHonest(complete, Exports.read(Arrays.copyOf(whole, cut)));
            }
        }
    }

    @Test
    void withAnyPartOfTheWrongTypeTheyAreReadAndTheFaultIsTold() {
        for (var file : Exports.sharedFiles()) {
            var tree = (ObjectNode) JsonMapper.shared().readTree(Exports.plain(file));
            for (var name : List.copyOf(tree.propertyNames())) {
                var right = tree.get(name);
                for (var wrong : READ.contains(name) ? WRONG : WRONG.subList(0, 1)) {
                    tree.set(name, wrong(wrong));

                    var read = Exports.read(tree.toString());

                    if (READ.contains(name) && !(name.equals("sslRequired") || name.equals("realm"))
                            || name.equals("realm") && !wrong.startsWith("\"")) {
                        assertThat(Exports.outcome(read)).as(name + " " + wrong + " in " + file)
                                .isNotEqualTo(Outcome.READ);
                    }
                }
                tree.set(name, right);
            }
        }
    }

    private static JsonNode wrong(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
