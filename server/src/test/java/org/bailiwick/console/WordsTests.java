package org.bailiwick.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bailiwick.authority.Capabilities;
import org.junit.jupiter.api.Test;

class WordsTests {
    @Test
    void roleIsTheStrongestThingHeld() {
        assertThat(Words.role(List.of(Capabilities.TENANT_READ, Capabilities.GRANT_DECIDE))).isEqualTo("approver");
        assertThat(Words.role(List.of(Capabilities.EVIDENCE_READ, Capabilities.CHANGE_EXECUTE))).isEqualTo("operator");
        assertThat(Words.role(List.of(Capabilities.TENANT_MANAGE, Capabilities.CHANGE_EXECUTE,
                Capabilities.AUTHORITY_DELEGATE))).isEqualTo("risk owner");
        assertThat(Words.role(List.of(Capabilities.ESTATE_READ, Capabilities.TENANT_MANAGE))).isEqualTo("risk owner");
        assertThat(Words.role(List.of(Capabilities.ESTATE_READ, Capabilities.GRANT_DECIDE))).isEqualTo("risk owner");
        assertThat(Words.role(List.of(Capabilities.EVIDENCE_READ))).isEqualTo("auditor");
        assertThat(Words.role(List.of())).isEqualTo("reader");
    }

    @Test
    void stateBeforeTheFirstContactIsConnecting() {
        assertThat(SystemLine.word("not known")).isEqualTo("connecting");
        assertThat(SystemLine.word("unreachable")).isEqualTo("unreachable");
    }
}
