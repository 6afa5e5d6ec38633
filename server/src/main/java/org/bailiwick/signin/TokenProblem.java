package org.bailiwick.signin;

/** Why a token says nothing about anybody. */
public sealed interface TokenProblem {
    record Malformed() implements TokenProblem {}

    record IssuerNotRegistered(String issuer) implements TokenProblem {}

    /** The issuer's keys are not known, or were last seen more than 24 hours ago. */
    record KeysNotKnown(ProviderProblem problem) implements TokenProblem {}

    /** Wrong signature, algorithm, kind, audience, client or time. */
    record NotBelieved(String reason) implements TokenProblem {}
}
