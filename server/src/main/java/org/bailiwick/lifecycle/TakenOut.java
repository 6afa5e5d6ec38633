package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.bailiwick.platform.TenantId;

/**
 * A tenant that somebody took out of a case, for example because its system will never be connected again.
 *
 * @param by the name, where it was not erased
 */
public record TakenOut(TenantId concerned, String reason, Optional<String> by, Instant at) {}
