package org.bailiwick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.Json.Obj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The validator must find what is wrong, or the bodies that it passes prove nothing. */
class OcsfValidatorTests {
    private OcsfSchema schema;
    private Obj valid;

    @BeforeEach
    void validEvent() {
        schema = Shared.schema();
        valid = (Obj) Json.parse(Samples.body(Samples.full(Activity.SIGNED_IN)).bytes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "colour|~\"blue\"~|colour: unknown attribute", "actor.user.colour|1|actor.user.colour: unknown attribute",
        "bailiwick.colour|1|bailiwick.colour: unknown attribute", "severity_id|7|severity_id: `7` is not one of",
        "activity_id|8|activity_id: `8` is not one of", "actor.user.type_id|5|actor.user.type_id: `5` is not one of",
        "status_id|~\"1\"~|status_id: must be a value of type integer_t",
        "time|~\"2026\"~|time: must be a value of type timestamp_t", "time|1.5|time: must be a value of type",
        "time_dt|~\"yesterday\"~|time_dt: `yesterday` has not the form of datetime_t",
        "is_mfa|~\"yes\"~|is_mfa: must be a value of type boolean_t",
        "metadata|~\"1.8.0\"~|metadata: must be an object of type metadata",
        "metadata.profiles|~\"datetime\"~|metadata.profiles: must be an array",
        "metadata.profiles|~[\"party\"]~|no profile is called `party`",
        "metadata.profiles|[]|time_dt: belongs to profile `datetime`, which is not named",
        "metadata.extensions|[]|bailiwick: belongs to extension `bailiwick`, which is not named",
        "metadata.extensions|~[{\"name\":\"bailiwick\"}]~|metadata.extensions[0].version: required attribute",
        "category_uid|6|category_uid: must be", "type_uid|300202|type_uid: must be",
        "class_name|~\"Logon\"~|class_name: must be", "category_name|~\"IAM\"~|category_name: must be",
        "severity|~\"Fatal\"~|severity: must be `Informational`", "service|{}|service.: at_least_one of",
        "actor|{}|actor.: at_least_one of", "actor.invoked_by|~\"x\"~|actor.invoked_by: deprecated attribute",
        "src_endpoint|~{\"ip\":\"nowhere\"}~|src_endpoint.ip: `nowhere` has not the form of ip_t",
        "src_endpoint|~{\"ip\":\"10.0.0.1\",\"port\":70000}~|src_endpoint.port: is out of the range of port_t",
        "http_request|~{\"http_method\":\"FETCH\"}~|http_request.http_method: `FETCH` is not one of",
        "cloud|~{\"provider\":\"x\"}~|cloud: belongs to profile `cloud`", "class_uid|3999|class_uid: no class"})
    void wrongValueIsFound(String path, String json, String problem) {
        Json event = with(valid, List.of(path.split("\\.")), Json.parse(json.getBytes(UTF_8)));

        assertThat(OcsfValidator.problemsOf(schema, event)).anyMatch(found -> found.contains(problem));
    }

    @ParameterizedTest
    @CsvSource({"time, time: required", "metadata, metadata: required", "metadata.version, metadata.version: required",
        "user, user: required", "severity_id, severity_id: required", "class_uid, class_uid: no class",
        "bailiwick, bailiwick: required", "bailiwick.tenant_uid, bailiwick.tenant_uid: required",
        "bailiwick.authority.uid, bailiwick.authority.uid: required", "service, : at_least_one of",
        "actor.idp.uid, ''", "bailiwick.ticket.uid, bailiwick.ticket.: at_least_one of"})
    void missingValueIsFoundExactlyWhereItIsRequired(String path, String problem) {
        Json event = without(valid, List.of(path.split("\\.")));

        List<String> problems = OcsfValidator.problemsOf(schema, event);

        if (problem.equals("")) {
            assertThat(problems).singleElement().asString().contains("actor.idp.: at_least_one of");
        } else {
            assertThat(problems).anyMatch(found -> found.contains(problem));
        }
    }

    @Test
    void profileThatIsNamedMakesItsAttributesRequired() {
        Json event = with(valid, List.of("metadata", "profiles"),
                Json.array(Json.text("datetime"), Json.text("cloud")));

        assertThat(OcsfValidator.problemsOf(schema, event)).contains("cloud: required attribute is missing");
    }

    @Test
    void eitherOrIsFoundWhenBothAreThere() {
        Json both = Json
                .parse("""
                       {"class_uid":3003,"category_uid":3,"activity_id":1,"type_uid":300301,"time":1,"severity_id":1,
                        "metadata":{"version":"1.8.0","product":{"name":"x"},
                          "extensions":[{"name":"bailiwick","version":"1"}]},
                        "user":{"uid":"x"},"privileges":["p"],"group":{"uid":"g"}}""".getBytes(UTF_8));

        assertThat(OcsfValidator.problemsOf(schema, both)).anyMatch(found -> found.contains("just_one"));
        assertThat(OcsfValidator.problemsOf(schema, without((Obj) both, List.of("group"))))
                .containsExactly("bailiwick: required attribute is missing");
    }

    @Test
    void whatIsNoObjectIsNoEvent() {
        assertThat(OcsfValidator.problemsOf(schema, Json.array())).isNotEmpty();
    }

    @Test
    void validEventHasNoProblem() {
        assertThat(OcsfValidator.problemsOf(schema, valid)).isEmpty();
    }

    @Test
    void everyClassOfTheSchemaResolves() {
        for (long uid : new long[]{1001, 2003, 2008, 3001, 3002, 3003, 3004, 3005, 3006, 5003, 6003, 7001, 8001}) {
            assertThat(schema.event(uid)).as("class %d", uid)
                    .hasValueSatisfying(
                            event -> assertThat(schema.attributesOf(event)).containsKeys("time", "metadata"));
        }
    }

    @Test
    void extensionMayNotRedefineWhatTheSchemaKnows(@TempDir Path extension) throws IOException {
        Files.writeString(extension.resolve("extension.json"), "{\"name\":\"rogue\"}");
        Files.writeString(extension.resolve("dictionary.json"), "{\"attributes\":{\"time\":{\"type\":\"string_t\"}}}");

        assertThatThrownBy(() -> OcsfSchema.of(Shared.ocsf(), extension)).hasMessageContaining("`time`");
    }

    private static Obj with(Obj object, List<String> path, Json value) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        String name = path.getFirst();
        members.put(name,
                path.size() == 1 ? value : with((Obj) members.get(name), path.subList(1, path.size()), value));
        return new Obj(members);
    }

    private static Obj without(Obj object, List<String> path) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        String name = path.getFirst();
        if (path.size() == 1) {
            members.remove(name);
        } else {
            members.put(name, without((Obj) members.get(name), path.subList(1, path.size())));
        }
        return new Obj(members);
    }
}
