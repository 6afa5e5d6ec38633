package org.bailiwick.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer is no younger than anything that it rests on. */
class DataAgeTests {
    private static final Instant OLD = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-11-20T00:00:00Z");

    private static DataAge of(@Nullable Instant at) {
        return new DataAge(at, List.of());
    }

    @Test
    void olderOfTwoReadingsCounts() {
        assertThat(of(NEW).restingAlsoOn(of(OLD)).observedAt()).isEqualTo(OLD);
        assertThat(of(OLD).restingAlsoOn(of(NEW)).observedAt()).isEqualTo(OLD);
    }

    @Test
    void whereOneIsNotKnownTheAnswerIsNot() {
        assertThat(of(NEW).restingAlsoOn(of(null)).observedAt()).isNull();
        assertThat(of(null).restingAlsoOn(of(NEW)).observedAt()).isNull();
    }
}
