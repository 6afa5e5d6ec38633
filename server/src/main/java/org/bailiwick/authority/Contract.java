package org.bailiwick.authority;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A co-management contract as both sides read it.
 *
 * @param hash SHA-256 of the canonical terms, hexadecimal: what an acceptance is bound to
 * @param acceptedAt empty while it is only proposed
 */
public record Contract(UUID id, int version, String evidenceAccess, String escalationPath, List<Contracts.Term> terms,
        String hash, Instant proposedAt, Optional<Instant> acceptedAt) {
    public Contract {
        terms = List.copyOf(terms);
    }
}
