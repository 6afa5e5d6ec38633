package org.bailiwick.signin;

import java.time.Instant;
import java.util.List;
import org.bailiwick.authority.Persons;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, after its signature, issuer, audience and times were checked. Assurance is taken down as the
 * provider stated it, weak or absent, and never improved.
 *
 * @param id identifies the token in the record, and is no secret
 */
record VerifiedToken(Provider provider, String subject, String id, @Nullable String acr,
        @Nullable Instant authenticatedAt, List<String> amr, Persons.Profile profile) {}
