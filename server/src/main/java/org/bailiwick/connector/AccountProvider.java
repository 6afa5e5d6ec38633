package org.bailiwick.connector;

import java.util.UUID;

/**
 * A sign-in provider whose subjects can be the account ids of a tenant's system.
 *
 * @param issuer as its tokens name it
 * @param tenant whose people sign in with it, by its public id
 */
public record AccountProvider(UUID id, String name, String issuer, UUID tenant) {}
