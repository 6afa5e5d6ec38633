package org.bailiwick.signin;

/** A sign-in that a browser was sent away for: what must come back with it (RFC 7636, OpenID Connect Core 3.1.2.1). */
record PendingSignIn(String registration, String authorizationUri, String clientId, String redirectUri, String state,
        String nonce, String codeVerifier, String requestUri) {}
