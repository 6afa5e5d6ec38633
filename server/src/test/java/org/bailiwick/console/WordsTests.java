package org.bailiwick.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.authority.Capabilities;
import org.junit.jupiter.api.Test;

class WordsTests {
    @Test
    void everyCapabilityHasWords() {
        assertThat(Capabilities.known()).allSatisfy(
                capability -> assertThat(Words.may(capability)).doesNotContain(".").isNotEqualTo(capability));
    }

    @Test
    void roleIsTheStrongestThingHeld() {
        assertThat(Words.role(List.of(Capabilities.TENANT_READ, Capabilities.GRANT_DECIDE))).isEqualTo("approver");
        assertThat(Words.role(List.of(Capabilities.EVIDENCE_READ, Capabilities.CHANGE_EXECUTE))).isEqualTo("operator");
        assertThat(Words.role(List.of(Capabilities.EVIDENCE_READ))).isEqualTo("auditor");
        assertThat(Words.role(List.of())).isEqualTo("reader");
    }

    @Test
    void originTellsTheChainWithoutIds() {
        var chain = "delegation 0f5b9a3e-7a1c-4f7e-9d39-2c1a7a2b8f10 from contract 1f5b9a3e-7a1c-4f7e-9d39-2c1a7a2b8f10";

        assertThat(Words.origin(chain)).isEqualTo("delegation, from the accepted contract");
    }

    @Test
    void stateBeforeTheFirstContactIsConnecting() {
        assertThat(SystemLine.word("not known")).isEqualTo("connecting");
        assertThat(SystemLine.word("unreachable")).isEqualTo("unreachable");
    }
}
