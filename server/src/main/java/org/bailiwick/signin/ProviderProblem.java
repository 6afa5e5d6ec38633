package org.bailiwick.signin;

/** Why a provider was not registered, or cannot be used now. */
public sealed interface ProviderProblem {
    /** Not an https address, nor http on this machine. */
    record IssuerUnfit(String issuer) implements ProviderProblem {}

    /** One issuer belongs to one tenant, or a token would not say whose it is. */
    record IssuerTaken(String issuer) implements ProviderProblem {}

    record ClientIdBlank() implements ProviderProblem {}

    record NotAnswering(String name, String issuer, String reason) implements ProviderProblem {}
}
