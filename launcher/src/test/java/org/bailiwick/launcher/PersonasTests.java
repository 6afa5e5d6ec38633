package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonasTests {

    @TempDir
    Path folder;

    private Personas personas;

    @BeforeEach
    void inAFile() {
        personas = new Personas(folder.resolve("personas.json"));
    }

    @Test
    void eachPersonaIsALineWithItsLink() throws IOException {
        Files.writeString(personas.file(),
                """
                [{"name": "Ann", "role": "approver", "tenants": ["acme"], "username": "ann", "password": "p",
                  "signInLink": "http://127.0.0.1:8080/demo/sign-in?persona=ann", "accessToken": "t"}]""");

        assertThat(personas.read()).hasValueSatisfying(found -> assertThat(found).singleElement()
                .satisfies(ann -> assertThat(ann.line()).contains("approver", "Ann (acme)",
                        "http://127.0.0.1:8080/demo/sign-in?persona=ann").doesNotContain("password")));
    }

    @Test
    void ofManyApproversOnlyTheFirstArePrintedAndTheNumberOfTheOthers() {
        var all = new ArrayList<Personas.Persona>();
        all.add(new Personas.Persona("Ruth", "risk owner", List.of("a", "b", "c", "d", "e"), "http://link-ruth"));
        for (var tenant : List.of("a", "b", "c", "d", "e")) {
            all.add(new Personas.Persona("Approver of " + tenant, "approver", List.of(tenant),
                    "http://link-" + tenant));
        }

        assertThat(personas.lines(all)).hasSize(5).first().asString().contains("Ruth (5 tenants)", "http://link-ruth");
        assertThat(personas.lines(all)).last().asString().contains("2 more approvers", "personas.json");
        assertThat(String.join("\n", personas.lines(all))).contains("http://link-c").doesNotContain("http://link-d");
    }

    @Test
    void theTourBeginsWithTheKeyOfASignInLink() {
        var ruth = new Personas.Persona("Ruth", "risk owner", List.of("a"), "http://127.0.0.1:1/demo/sign-in/key");

        assertThat(personas.tour(List.of(ruth))).hasValueSatisfying(
                line -> assertThat(line).endsWith("http://127.0.0.1:1/demo/tour/start/key"));
        assertThat(personas.tour(List.of())).isEmpty();
    }

    @Test
    void absentEmptyOrHalfWrittenFileIsNotYetComplete() throws IOException {
        assertThat(personas.read()).isEmpty();
        for (String incomplete : new String[]{"", "[", "[]", "[{\"name\": \"An"}) {
            Files.writeString(personas.file(), incomplete);

            assertThat(personas.read()).as(incomplete).isEmpty();
        }
    }

    @Test
    void thoseOfAnEarlierRunAreForgotten() throws IOException {
        Files.writeString(personas.file(), "[{\"name\": \"Ann\", \"role\": \"r\", \"tenants\": []}]");

        personas.forget();

        assertThat(personas.file()).doesNotExist();
        personas.forget();
    }
}
