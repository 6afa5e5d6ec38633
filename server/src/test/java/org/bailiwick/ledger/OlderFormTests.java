package org.bailiwick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries as they were written under version 1.0.0 of our extension, with the classes of then. */
class OlderFormTests {
    private static final String REST = """
                                       "bailiwick":{"action":"%s","authority":{"capability":"change.execute",\
                                       "uid":"0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02"},"commitments":[],\
                                       "concerns":{"type":"change","uid":"c-1"},"facts":{"state":"verified"},\
                                       "outcome":"success","tenant_uid":"6a0c9f0e-64f2-4d83-9d2b-0a6a3e8a5a01"},\
                                       "category_uid":3,"metadata":{\
                                       "correlation_uid":"d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03",\
                                       "extensions":[{"name":"bailiwick","uid":"931","version":"1.0.0"}],\
                                       "product":{"name":"Bailiwick","vendor_name":"Bailiwick"},"profiles":["datetime"],\
                                       "uid":"0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02","version":"1.8.0"},\
                                       "actor":{"app_name":"Bailiwick"},"severity_id":1,"status_id":1,\
                                       "time":1795342530123,"time_dt":"2026-11-22T10:15:30.123456Z"}""";
    private static final String REMOVAL = """
                                          {"activity_id":2,"class_uid":3005,"type_uid":300502,"privileges":["realm-admin"],\
                                          "user":{"uid":"u-77"},"""
            + REST.formatted("change state");
    private static final String ACCOUNT = """
                                          {"activity_id":3,"class_uid":3004,"type_uid":300403,\
                                          "entity":{"type":"change","type_id":99,"uid":"c-1"},"""
            + REST.formatted("account change state");
    private static final String FINDING = """
                                          {"activity_id":1,"class_uid":3004,"type_uid":300401,\
                                          "entity":{"type":"finding","type_id":99,"uid":"c-1"},"""
            + REST.formatted("finding opened");

    @ParameterizedTest
    @MethodSource("bodies")
    void bodyIsReadAndHeldAgainstWhatStandsBesideItAsBefore(String body) {
        byte[] bytes = canonical(body);
        String action = Json.parse(bytes).textAt("bailiwick", "action").orElseThrow();
        var beside = new FoundBy(Samples.EVENT, Samples.NOW, action, "success", null, "change/c-1", null,
                Samples.CORRELATION, Samples.EVENT, "change.execute", null);

        var read = new StoredEntry(beside, bytes, LeafHash.of(bytes)).check(List.of(), List.of());

        assertThat(read.faults()).isEmpty();
        assertThat(read.action()).isEqualTo(action);
        assertThat(read.outcome()).isEqualTo("success");
        assertThat(OcsfValidator.problemsOf(Shared.schema(), read.body())).isEmpty();
    }

    @Test
    void whatHappenedOftenIsCountedFromIt() {
        var tally = new Tally(1, Samples.EVENT, Samples.NOW.minusSeconds(60), Samples.NOW, 12);

        Json count = Json.parse(BodyOfCount
                .write(new UUID(1, 1), Samples.NOW, Json.parse(canonical(REMOVAL)), tally).bytes());

        assertThat(count.at("status_id")).contains(Json.number(1));
        assertThat(OcsfValidator.problemsOf(Shared.schema(), count)).isEmpty();
    }

    static Stream<String> bodies() {
        return Stream.of(REMOVAL, ACCOUNT, FINDING);
    }

    private static byte[] canonical(String body) {
        return CanonicalJson.bytes(Json.parse(body.getBytes(UTF_8)));
    }
}
