package org.bailiwick.signin;

/**
 * A client whose tokens are believed beside those of the one client that a provider is registered with. The demo
 * declares one for its sign-in links; otherwise there is none.
 */
public record FurtherClient(String clientId) {}
