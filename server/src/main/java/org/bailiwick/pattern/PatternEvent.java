package org.bailiwick.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pattern and of who answers for it.
 *
 * @param person who acted; null where nobody did
 * @param owner who was named
 * @param evidence the entry of the MSP's record
 */
public record PatternEvent(Instant at, String what, String detail, @Nullable String plan, @Nullable LocalDate dueOn,
        @Nullable String person, @Nullable String owner, UUID evidence) {}
