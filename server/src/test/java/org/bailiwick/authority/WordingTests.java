package org.bailiwick.authority;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTests {
    @Test
    void everyCapabilityHasWords() {
        assertThat(Capabilities.known()).allSatisfy(
                capability -> assertThat(Wording.may(capability)).doesNotContain(".").isNotEqualTo(capability));
    }

    @Test
    void originTellsTheChainWithoutIds() {
        var chain = "delegation 0f5b9a3e-7a1c-4f7e-9d39-2c1a7a2b8f10 from contract 1f5b9a3e-7a1c-4f7e-9d39-2c1a7a2b8f10";

        assertThat(Wording.origin(chain)).isEqualTo("delegation, from the accepted contract");
        assertThat(Wording.origin("expansion 1f5b9a3e-7a1c-4f7e-9d39-2c1a7a2b8f10")).isEqualTo(
                "the authority held at the MSP");
    }
}
