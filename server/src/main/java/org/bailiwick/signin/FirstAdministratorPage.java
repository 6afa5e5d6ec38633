package org.bailiwick.signin;

import org.jspecify.annotations.Nullable;

/**
 * The form behind the one-time link.
 *
 * @param callback what the client at the provider must allow as redirect URI
 * @param problem what was wrong with what was sent; null at first
 */
public record FirstAdministratorPage(String token, String name, String issuer, String clientId, String callback,
        @Nullable String problem) {}
