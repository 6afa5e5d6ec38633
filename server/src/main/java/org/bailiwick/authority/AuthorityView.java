package org.bailiwick.authority;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;

/**
 * One authority as people read it.
 *
 * @param person tells namesakes apart, and is never shown; empty for the product itself
 * @param holder the person's name as this tenant knows it; empty for the product itself
 * @param delegatedFrom the authority it was handed on from; empty where it stands on its root
 */
public record AuthorityView(UUID id, Optional<PersonId> person, Optional<String> holder, String capability, String side,
        String source,
        Instant since, Optional<Instant> until, Optional<Instant> revokedAt, String reason, Optional<String> ticket,
        Optional<UUID> delegatedFrom) {}
