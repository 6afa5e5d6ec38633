package org.bailiwick.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InertTests {
    @Test
    void ordinaryNamesOfAllScriptsStayAsTheyAre() {
        for (var name : new String[]{"Mara Müller", "משה", "محمد", "李小龍", "👩‍🚀 crew", ""}) {
            assertThat(Inert.text(name)).isEqualTo(name);
        }
    }

    @Test
    void whatTheDatabaseRefusesOrAScreenObeysIsReplaced() {
        assertThat(Inert.text("a\u0000b\u202Ec\u2066d\u001B[31m\ud800e"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFD[31m\uFFFDe");
    }

    @Test
    void longTextIsCutAtAWholeCharacter() {
        assertThat(Inert.text("😀".repeat(2_000))).isEqualTo("😀".repeat(999) + "…");
        assertThat(Inert.text("x".repeat(1_000))).hasSize(1_000).doesNotContain("…");
    }
}
