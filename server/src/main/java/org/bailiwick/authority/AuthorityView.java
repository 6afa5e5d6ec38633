package org.bailiwick.authority;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One authority as people read it.
 *
 * @param holder the person's name as this tenant knows it; empty for the product itself
 * @param delegatedFrom the authority it was handed on from; empty where it stands on its root
 */
public record AuthorityView(UUID id, Optional<String> holder, String capability, String side, String source,
        Instant since, Optional<Instant> until, Optional<Instant> revokedAt, String reason, Optional<String> ticket,
        Optional<UUID> delegatedFrom) {}
