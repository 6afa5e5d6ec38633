package org.bailiwick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bailiwick.proof.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which kind of entry is which OCSF event: the document says it, and the code does it. */
class OcsfMappingTests {
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `([^`]+)` \\| `([A-Z_]+)` \\| (\\d+) ([^|]+) \\| (\\d+) ([^|]+) \\|$");

    @Test
    void eachKindOfEntryHasTheClassThatTheDocumentGivesItAndNoneIsLeftOut() throws IOException {
        assertThat(documented().stream().map(row -> "%s: %s is %s, %s".formatted(row.group(2), row.group(1),
                row.group(3), row.group(5)))).containsExactlyElementsOf(
                        Arrays.stream(Activity.values()).map(each -> "%s: %s is %d, %d".formatted(each.name(),
                                each.text(), each.ocsfClass().uid(), each.activityId())).toList());
    }

    @Test
    void documentCallsClassesAndActivitiesAsTheSchemaDoes() throws IOException {
        OcsfSchema schema = Shared.schema();

        assertThat(documented()).hasSizeGreaterThan(80).allSatisfy(row -> {
            Json.Obj shape = schema.event(Long.parseLong(row.group(3))).orElseThrow();
            assertThat(shape.textAt("caption")).contains(row.group(4));
            assertThat(schema.attributesOf(shape).get("activity_id").textAt("enum", row.group(5), "caption"))
                    .as(row.group()).contains(row.group(6));
        });
    }

    @ParameterizedTest
    @EnumSource
    void bodyHasTheClassOfItsKind(Activity activity) {
        Json event = Json.parse(Samples.body(Samples.full(activity)).bytes());

        assertThat(event.at("class_uid")).contains(Json.number(activity.ocsfClass().uid()));
        assertThat(event.at("activity_id")).contains(Json.number(activity.activityId()));
    }

    @ParameterizedTest
    @EnumSource
    void eachClassIsWrittenByAKindOfEntry(OcsfClass ocsf) {
        assertThat(Arrays.stream(Activity.values()).map(Activity::ocsfClass)).contains(ocsf);
    }

    @Test
    void findingAboutNoSystemIsADetectionBecauseAnAnalysisOfAccessNamesOne() {
        Entry nowhere = Samples.plain(Activity.FINDING_OPENED)
                .withFinding(new Entry.Finding("access-missing", "Expected access is missing", "low", List.of()));
        Json event = Json.parse(Samples.body(nowhere).bytes());

        assertThat(event.at("class_uid")).contains(Json.number(2004));
        assertThat(event.at("severity_id")).contains(Json.number(2));
        assertThat(event.textAt("finding_info", "analytic", "uid")).contains("access-missing");
        assertThat(OcsfValidator.problemsOf(Shared.schema(), event)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FINDING_OPENED, 1", "FINDING_REOPENED, 1", "FINDING_REVOCATION_ORDERED, 2", "FINDING_CLOSED, 4",
        "FINDING_KEPT, 99"})
    void statusOfAFindingIsItsOwnAndNoSuccess(Activity activity, long status) {
        Json event = Json.parse(Samples.body(found(activity)).bytes());

        assertThat(event.at("status_id")).contains(Json.number(status));
        assertThat(event.textAt("bailiwick", "outcome")).contains("success");
        assertThat(event.textAt("finding_info", "uid")).contains("f-1");
        assertThat(event.at("severity_id")).contains(Json.number(5));
        assertThat(event.at("applications"))
                .contains(Json.array(Json.object().put("uid", new UUID(0, 1).toString()).build()));
    }

    @Test
    void findingThatGotAnOwnerHasNoStatusThatNobodySaid() {
        assertThat(Json.parse(Samples.body(found(Activity.FINDING_OWNER_NAMED)).bytes()).at("status_id")).isEmpty();
    }

    @Test
    void readBackNamesItsOrderAndWhatItProved() {
        Json event = Json.parse(Samples.body(Samples.full(Activity.ACCOUNT_DISABLING_READ_BACK)).bytes());

        assertThat(event.textAt("command_uid")).contains("g-1");
        assertThat(event.at("bailiwick", "verify")).contains(Json.object().put("effective", true)
                .put("target_read_at", Samples.NOW.toEpochMilli()).build());
        assertThat(event.textAt("bailiwick", "access", "user", "uid")).contains("u-77");
    }

    @Test
    void readThatProvedNeitherSaysOnlyWhenItWasAndOneThatWasNotMadeNothing() {
        Entry read = Samples.plain(Activity.REMOVAL_READ_BACK);
        Json neither = Json.parse(Samples.body(
                read.withVerification(new Entry.Verification(Json.nothing(), Samples.NOW, null))).bytes());
        Json none = Json.parse(Samples.body(
                read.withVerification(new Entry.Verification(Json.nothing(), null, null))).bytes());

        assertThat(neither.at("bailiwick", "verify"))
                .contains(Json.object().put("target_read_at", Samples.NOW.toEpochMilli()).build());
        assertThat(none.at("bailiwick", "verify")).isEmpty();
    }

    @Test
    void authoritySaysWhatItSpringsFromWhoHandedItOnUntilWhenAndByWhichContractItCounted() {
        Json event = Json.parse(Samples.body(Samples.full(Activity.GRANT_KEPT)).bytes());

        assertThat(event.at("bailiwick", "authority")).contains(Json.object()
                .put("approved_by", Samples.TENANT.toString()).put("capability", "grant.decide")
                .put("expires_at", Samples.NOW.plusSeconds(60).toEpochMilli()).put("kind", "delegation")
                .put("uid", Samples.EVENT.toString()).build());
        assertThat(event.textAt("bailiwick", "policy_version")).contains("contract/3");
    }

    @Test
    void ofAnAuthorityNothingIsSaidThatWasNotKept() {
        Entry entry = Samples.plain(Activity.GRANT_KEPT)
                .under(new Entry.Authority(Samples.EVENT, "grant.decide", "chain"), Samples.CORRELATION);
        Json event = Json.parse(Samples.body(entry).bytes());

        assertThat(event.at("bailiwick", "authority")).contains(Json.object().put("capability", "grant.decide")
                .put("uid", Samples.EVENT.toString()).build());
        assertThat(event.at("bailiwick", "policy_version")).isEmpty();
    }

    private static Entry found(Activity activity) {
        return Entry.of(activity, Samples.ADA, new Target("finding", "f-1", "Admin confidential"), Outcome.SUCCESS,
                Samples.CORRELATION, "found").withFinding(
                        new Entry.Finding("stale-admin", "Stale admin", "critical", List.of(new UUID(0, 1))));
    }

    private static List<MatchResult> documented() throws IOException {
        return ROW.matcher(Files.readString(Path.of(System.getProperty("bailiwick.root"), "docs", "ocsf.md")))
                .results().toList();
    }
}
