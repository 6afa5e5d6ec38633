package org.bailiwick.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.template.ScopeContent.Entitlement;
import org.bailiwick.template.ScopeDifference.Line;
import org.bailiwick.template.ScopeDifference.ModelLine;
import org.junit.jupiter.api.Test;

class ScopeDifferenceTests {
    private static final String FUNCTIONS = """
                                            {"functions": {
                                               "dentist": {"entitlements": [{"kind": "group", "name": "/Mill Lane"}, {"kind": "realm role", "name": "billing"}]},
                                               "clerk": {"entitlements": [{"kind": "realm role", "name": "billing"}]}},
                                             "people": {%s}}""";
    private static final Entitlement MILL_LANE = new Entitlement("group", "/Mill Lane");
    private static final Entitlement BILLING = new Entitlement("realm role", "billing");

    @Test
    void firstVersionGivesEverythingItSays() {
        var difference = ScopeDifference.between(null, scope("\"tom\": {\"functions\": [\"dentist\"]}"));

        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.was()).isFalse();
            assertThat(line.is()).isTrue();
            assertThat(line.gains()).containsExactly(MILL_LANE, BILLING);
            assertThat(line.loses()).isEmpty();
        });
    }

    @Test
    void anotherFunctionTellsOnlyWhatReallyDiffers() {
        var difference = ScopeDifference.between(scope("\"tom\": {\"functions\": [\"dentist\"]}"),
                scope("\"tom\": {\"functions\": [\"clerk\"]}"));

        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.gains()).isEmpty();
            assertThat(line.loses()).containsExactly(MILL_LANE);
        });
        assertThat(difference.losing()).isEqualTo(1);
        assertThat(difference.gaining()).isZero();
    }

    @Test
    void whoeverIsNoLongerNamedLosesEverything() {
        var difference = ScopeDifference.between(
                scope("\"ann\": {\"functions\": [\"clerk\"]}, \"tom\": {\"functions\": [\"dentist\"]}"),
                scope("\"ann\": {\"functions\": [\"clerk\"]}"));

        assertThat(difference.lines()).extracting(Line::username).containsExactly("tom");
        assertThat(difference.lines().getFirst().is()).isFalse();
        assertThat(difference.lines().getFirst().loses()).containsExactly(MILL_LANE, BILLING);
    }

    @Test
    void anotherOwnerIsADifferenceTooAndTheSameIsNone() {
        var before = scope("\"sync\": {\"functions\": [\"clerk\"], \"owner\": \"ann\"}");

        assertThat(ScopeDifference.between(before, scope("\"sync\": {\"functions\": [\"clerk\"], \"owner\": \"tom\"}"))
                .lines()).singleElement().matches(Line::moved);
        assertThat(ScopeDifference.between(before, before).lines()).isEmpty();
    }

    @Test
    void anApproverReadsWhatARoleOrGroupMayLeadToFromNowOn() {
        var before = model("{\"kind\": \"group\", \"name\": \"/Mill Lane\", \"leadsTo\": []}");
        var after = model("{\"kind\": \"group\", \"name\": \"/Mill Lane\","
                + " \"leadsTo\": [{\"kind\": \"realm role\", \"name\": \"billing\"}]}");

        assertThat(ScopeDifference.between(before, after).roleModel())
                .containsExactly(new ModelLine(MILL_LANE, true, true, List.of(BILLING), List.of()));
        assertThat(ScopeDifference.between(after, before).roleModel())
                .containsExactly(new ModelLine(MILL_LANE, true, true, List.of(), List.of(BILLING)));
        assertThat(ScopeDifference.between(null, before).roleModel())
                .containsExactly(new ModelLine(MILL_LANE, false, true, List.of(), List.of()));
        assertThat(ScopeDifference.between(after, scope("\"tom\": {\"functions\": [\"clerk\"]}")).roleModel())
                .containsExactly(new ModelLine(MILL_LANE, true, false, List.of(), List.of(BILLING)));
        assertThat(ScopeDifference.between(after, after).roleModel()).isEmpty();
    }

    private static ScopeContent model(String entries) {
        return ScopeReaderTests.content(FUNCTIONS.formatted("\"tom\": {\"functions\": [\"clerk\"]}")
                .replaceFirst("\\{", "{\"roleModel\": [%s],".formatted(entries)));
    }

    private static ScopeContent scope(String people) {
        return ScopeReaderTests.content(FUNCTIONS.formatted(people));
    }
}
