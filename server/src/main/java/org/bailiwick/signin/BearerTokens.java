package org.bailiwick.signin;

import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.platform.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Knows the caller of the API by their token. A token that says nothing about anybody is a denial, and recorded. */
@Component
final class BearerTokens {
    private final TokenCheck tokens;
    private final People people;
    private final DecisionPoint decisions;

    BearerTokens(TokenCheck tokens, People people, DecisionPoint decisions) {
        this.tokens = tokens;
        this.people = people;
        this.decisions = decisions;
    }

    /** An authentication manager by its shape, but no bean of that type: it would become everybody's. */
    Authentication authenticate(Authentication presented) {
        var token = ((BearerTokenAuthenticationToken) presented).getToken();
        return switch (tokens.access(token)) {
            case Result.Ok<VerifiedToken, TokenProblem>(var verified) ->
                new SignedInAuthentication(people.of(verified));
            case Result.No<VerifiedToken, TokenProblem>(var problem) -> {
                decisions.notSignedIn("bearer token", kind(problem), address(presented));
                throw new InvalidBearerTokenException(SignInRefusals.detail(problem));
            }
        };
    }

    private static @Nullable String address(Authentication presented) {
        return presented.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }

    /** Without anything that the bearer chose, or a stranger could fill the record. */
    private static String kind(TokenProblem problem) {
        return switch (problem) {
            case TokenProblem.Malformed malformed -> "the token is no signed JWT";
            case TokenProblem.IssuerNotRegistered unknown -> "the token's issuer is not registered";
            case TokenProblem.KeysNotKnown silent -> "the keys of the token's issuer are not known";
            case TokenProblem.NotBelieved refused -> "the token is not to be believed";
        };
    }
}
