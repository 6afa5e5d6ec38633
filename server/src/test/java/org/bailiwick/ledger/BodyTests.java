package org.bailiwick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.LeafHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyTests {
    @ParameterizedTest
    @EnumSource
    void everyKindOfEntryIsAnOcsfEvent(Activity activity) {
        OcsfSchema schema = Shared.schema();

        Stream.of(Samples.plain(activity), Samples.full(activity), Samples.plain(activity, Actor.PRODUCT),
                Samples.plain(activity, Actor.ANONYMOUS)).forEach(entry -> {
                    Body body = Samples.body(entry);
                    assertThat(OcsfValidator.problemsOf(schema, Json.parse(body.bytes()))).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    void countOfEveryKindOfEntryIsAnOcsfEvent(Activity activity) {
        OcsfSchema schema = Shared.schema();
        Json first = Json.parse(Samples.body(Samples.full(activity)).bytes());
        var tally = new Tally(1, Samples.EVENT, Samples.NOW.minusSeconds(60), Samples.NOW, 12);

        Json count = Json.parse(BodyOfCount.write(Samples.CORRELATION, Samples.NOW, first, tally).bytes());

        assertThat(OcsfValidator.problemsOf(schema, count)).isEmpty();
        assertThat(count.at("count")).contains(Json.number(12));
        assertThat(count.textAt("bailiwick", "counted_event_uid")).contains(Samples.EVENT.toString());
        assertThat(count.at("actor")).isEqualTo(first.at("actor"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingErasableStandsInTheBody(Activity activity) {
        String body = new String(Samples.body(Samples.full(activity)).bytes(), UTF_8);

        assertThat(body).doesNotContain("confidential", "203.0.113.7");
    }

    @Test
    void everyErasableValueIsCommittedToUnderASaltOfItsOwn() {
        Body body = Samples.body(Samples.full(Activity.ROLE_REMOVAL_SENT));
        Json event = Json.parse(body.bytes());

        assertThat(body.disclosures()).extracting(Disclosure::pointer).containsExactlyInAnyOrder("/message",
                "/actor/user/name", "/user/name", "/bailiwick/concerns/name", "/bailiwick/authority/chain",
                "/bailiwick/before", "/bailiwick/after", "/src_endpoint/ip");
        assertThat(body.disclosures()).allMatch(disclosure -> disclosure.isCommittedIn(event));
        assertThat(body.disclosures()).extracting(disclosure -> disclosure.salt()[0]).doesNotHaveDuplicates();
    }

    @Test
    void otherValueOtherSaltOrOtherPlaceIsNotCommittedTo() {
        Body body = Samples.body(Samples.full(Activity.CHANGE_STATE));
        Json event = Json.parse(body.bytes());
        Disclosure known = body.disclosures().getFirst();

        assertThat(new Disclosure(known.pointer(), known.salt(), known.value() + " ").isCommittedIn(event)).isFalse();
        assertThat(new Disclosure(known.pointer(), new byte[32], known.value()).isCommittedIn(event)).isFalse();
        assertThat(new Disclosure("/other", known.salt(), known.value()).isCommittedIn(event)).isFalse();
        assertThat(known.isCommittedIn(Json.object().build())).isFalse();
    }

    @Test
    void sessionIsToldApartWithoutSayingItsId() {
        Json event = Json.parse(Samples.body(Samples.plain(Activity.SIGNED_IN)).bytes());

        assertThat(event.textAt("actor", "session", "uid")).hasValueSatisfying(
                uid -> assertThat(uid).matches("[0-9a-f]{64}").isEqualTo(Fingerprint.hex("session-cookie")));
    }

    @Test
    void bodySaysWhetherAnAddressStandsBesideIt() {
        assertThat(source(Activity.ACCESS_DENIED, Samples.ADA)).isEqualTo("withheld");
        assertThat(source(Activity.GRANT_KEPT, Samples.ADA)).isEqualTo("withheld");
        assertThat(source(Activity.ACCESS_DENIED, Actor.anonymous("203.0.113.8"))).isEqualTo("withheld");
        assertThat(source(Activity.ACCESS_DENIED, Actor.ANONYMOUS)).isEqualTo("not recorded");
        assertThat(source(Activity.OVERSIGHT_READ, Actor.PRODUCT)).isEqualTo("not applicable");
        assertThat(source(Activity.GRANT_KEPT, Actor.PRODUCT)).isEqualTo("absent");
    }

    private static String source(Activity activity, Actor actor) {
        return Json.parse(Samples.body(Samples.plain(activity, actor)).bytes()).textAt("src_endpoint", "name")
                .orElse("absent");
    }

    @Test
    void strangerIsNobodyFromWhereverTheyCall() {
        Json event = Json.parse(
                Samples.body(Samples.plain(Activity.ACCESS_DENIED, Actor.anonymous("203.0.113.8"))).bytes());

        assertThat(event.textAt("actor", "user", "uid")).contains("not signed in");
    }

    @Test
    void denialNamesTheCapabilityThatWasAskedFor() {
        Entry denied = Entry.of(Activity.ACCESS_DENIED, Samples.ADA, new Target("capability", "grant.decide", ""),
                Outcome.FAILURE, Samples.CORRELATION, "no authority");

        assertThat(Json.parse(Samples.body(denied).bytes()).textAt("api", "operation")).contains("grant.decide");
    }

    @Test
    void factsStandInTheBodyAndOutliveEveryErasure() {
        Json event = Json.parse(Samples.body(Samples.full(Activity.CHANGE_STATE)).bytes());

        assertThat(event.textAt("bailiwick", "facts", "state")).contains("verified");
    }

    @Test
    void whatWasNotSaidIsAbsent() {
        Json event = Json.parse(Samples.body(Samples.plain(Activity.GRANT_KEPT, Actor.PRODUCT)).bytes());

        assertThat(event.at("bailiwick", "ticket")).isEmpty();
        assertThat(event.at("bailiwick", "authority")).isEmpty();
        assertThat(event.at("bailiwick", "assurance")).isEmpty();
        assertThat(event.at("bailiwick", "verification")).isEmpty();
        assertThat(event.at("actor")).contains(Json.object().put("app_name", "Bailiwick").build());
    }

    @Test
    void bytesAreCanonicalAndTheLeafIsTheirHash() {
        Body body = Samples.body(Samples.full(Activity.GRANT_REVOCATION_DECIDED));

        assertThat(CanonicalJson.bytes(Json.parse(body.bytes()))).isEqualTo(body.bytes());
        assertThat(body.leafHash()).isEqualTo(LeafHash.of(body.bytes()));
    }

    /**
     * A form is fixed from its first entry on: whoever changes it gives the extension another version, writes that down in
     * docs/ocsf.md, and has entries of the form before read as they were, see {@link OlderFormTests}.
     */
    @Test
    void formOfABodyIsFixed() {
        Entry entry = Entry.of(Activity.TENANT_CREATED, Actor.PRODUCT, new Target("tenant", "t-1", "Acme"),
                Outcome.SUCCESS, Samples.CORRELATION, "created");

        assertThat(new String(Samples.body(entry).bytes(), UTF_8)).isEqualTo(
                """
                {"activity_id":1,"actor":{"app_name":"Bailiwick"},"bailiwick":{"action":"tenant created",\
                "commitments":[\
                {"hmac_sha256":"%s","pointer":"/message"},\
                {"hmac_sha256":"%s","pointer":"/bailiwick/concerns/name"}],\
                "concerns":{"type":"tenant","uid":"t-1"},"outcome":"success",\
                "tenant_uid":"6a0c9f0e-64f2-4d83-9d2b-0a6a3e8a5a01"},"category_uid":3,"class_uid":3004,\
                "entity":{"type":"tenant","type_id":99,"uid":"t-1"},"metadata":{\
                "correlation_uid":"d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03",\
                "extensions":[{"name":"bailiwick","uid":"931","version":"1.1.0"}],\
                "product":{"name":"Bailiwick","vendor_name":"Bailiwick"},"profiles":["datetime"],\
                "uid":"0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02","version":"1.8.0"},"severity_id":1,"status_id":1,\
                "time":1795342530123,"time_dt":"2026-11-22T10:15:30.123456Z","type_uid":300401}"""
                        .formatted("4b1c69da0c9795cf482db479e87d46b9b1e925a4eaeb1fad10e581a37352a60e",
                                "45685e44993be1a923caac7d8eb7089f1e0fd8f97a006d09a126c27f34dbf925"));
    }

    @Test
    void entryThatIsTooLargeIsRefused() {
        Entry entry = Samples.plain(Activity.GRANT_KEPT).withTicket("x".repeat(Body.MAX_BYTES));

        assertThatThrownBy(() -> Samples.body(entry)).hasMessageContaining("more than 49152");
    }

    @Test
    void longVerificationStepsAsideAndIsCommittedTo() {
        Entry entry = Samples.plain(Activity.CHANGE_STATE).withVerification(
                new Entry.Verification(Json.text("x".repeat(100_000)), Samples.NOW, true));

        Body body = Samples.body(entry);

        assertThat(Json.parse(body.bytes()).at("bailiwick", "verification")).isEmpty();
        assertThat(body.disclosures()).anyMatch(aside -> aside.pointer().equals("/bailiwick/verification")
                && aside.large() && aside.isCommittedIn(Json.parse(body.bytes())));
    }

    @Test
    void stepOnTheWayIsNoSuccessForWhoeverCountsThem() {
        Entry sent = Entry.of(Activity.CHANGE_STATE, Actor.PRODUCT, new Target("change", "c-1", ""), Outcome.UNDER_WAY,
                Samples.CORRELATION, "sent");

        Json event = Json.parse(Samples.body(sent).bytes());

        assertThat(event.at("status_id")).contains(Json.number(99));
        assertThat(event.textAt("status")).contains("under way");
        assertThat(OcsfValidator.problemsOf(Shared.schema(), event)).isEmpty();
    }

    @Test
    void largeErasableValuesDoNotCountBecauseTheBodyHoldsOnlyTheirCommitment() {
        Entry entry = Samples.plain(Activity.GRANT_KEPT).withChange(Json.text("x".repeat(1_000_000)), null);

        Body body = Samples.body(entry);

        assertThat(body.bytes().length).isLessThan(2_000);
        assertThat(body.disclosures().stream().filter(Disclosure::large).map(Disclosure::pointer))
                .isEqualTo(List.of("/bailiwick/before"));
    }
}
