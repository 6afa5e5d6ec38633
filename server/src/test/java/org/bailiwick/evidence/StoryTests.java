package org.bailiwick.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoryTests {
    @Test
    void revocationSaysWhoDecidedAboutWhatAndWhy() {
        var story = story("revocation decided", null, "success", "grant", "billing of bob",
                "REVOKE of realm role `billing` of `bob`: left: on Friday");

        assertThat(story).isEqualTo(new Story("Ada", "decided to revoke", "billing of bob", "left: on Friday"));
    }

    @Test
    void nameThatLooksLikeTheEndOfOurTextHidesNothingOfTheReason() {
        var story = story("revocation decided", null, "success", "grant", "billing of bob",
                "REVOKE of realm role `x`: all is well` of `bob`: stolen");

        assertThat(story.words()).isEqualTo("all is well` of `bob`: stolen");
    }

    @Test
    void changeTellsItsStateInWordsAndOnlyAReadingProves() {
        assertThat(change("sent").did()).isEqualTo("asked the system to remove");
        assertThat(change("accepted").did()).isEqualTo("was told by the system that it removed");
        assertThat(change("verified").did()).isEqualTo("read the system again and proved the removal of");
        assertThat(change("still effective").did()).isEqualTo("read the system again and still found");
        assertThat(change("something new").did()).isEqualTo("went on with the removal of");
    }

    @Test
    void onlyWhatTheSentenceLeavesOutIsRepeated() {
        assertThat(change("sent").words()).isNull();
        assertThat(story("change state", "refused", "failure", "change", "billing of bob",
                "removal of realm role `billing` of `bob` is refused: no such role").words())
                .isEqualTo("no such role");
        assertThat(story("something new", null, "success", "grant", "x", "what was written").words())
                .isEqualTo("what was written");
    }

    @Test
    void readingThatFailedIsNoReading() {
        assertThat(story("snapshot ended", null, "success", "snapshot", "Keycloak", "ended").did()).isEqualTo("read");
        assertThat(story("snapshot ended", null, "failure", "snapshot", "Keycloak", "ended").did())
                .isEqualTo("could not read");
        assertThat(story("snapshot ended", null, "unknown", "snapshot", "Keycloak", "ended").did())
                .isEqualTo("could not read");
    }

    @Test
    void denialNamesWhatWasAskedFor() {
        assertThat(story("access denied", null, "failure", "capability", "grant.decide", "no authority"))
                .isEqualTo(new Story("Ada", "was not allowed to", "decide about grants", "no authority"));
    }

    @Test
    void erasedNamesAreNobodys() {
        var erased = Story.of(new Recorded(new UUID(3, 4), Instant.EPOCH, body("grant kept", null, "success", "grant"),
                "00", Map.of(), List.of(), List.of(), List.of()));

        assertThat(erased).isEqualTo(new Story(null, "decided to keep", null, null));
    }

    private static Story change(String state) {
        return story("change state", state, "success", "change", "billing of bob",
                "removal of realm role `billing` of `bob` is " + state);
    }

    private static Story story(String action, @Nullable String state, String outcome, String type, String name,
            String message) {
        var disclosed = new LinkedHashMap<String, String>();
        disclosed.put("/message", message);
        disclosed.put("/actor/user/name", "Ada");
        disclosed.put("/bailiwick/concerns/name", name);
        return Story.of(new Recorded(new UUID(3, 4), Instant.EPOCH, body(action, state, outcome, type), "00", disclosed,
                List.of(), List.of(), List.of()));
    }

    private static Json.Obj body(String action, @Nullable String state, String outcome, String type) {
        var said = Json.object().put("action", action).put("outcome", outcome).put("concerns",
                Json.object().put("type", type).put("uid", "1").build());
        if (state != null) {
            said.put("facts", Json.object().put("state", state).build());
        }
        return Json.object().put("bailiwick", said.build()).build();
    }
}
