package org.bailiwick.signin;

import java.util.Map;
import org.bailiwick.authority.OwnerProblem;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How this module's problems are said to people. */
final class SignInRefusals {
    private SignInRefusals() {}

    static Refusal notSignedIn(String detail) {
        return Refusal.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "not signed in", detail);
    }

    static Refusal refusal(ProviderProblem problem) {
        return switch (problem) {
            case ProviderProblem.IssuerUnfit(var issuer) -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "issuer-unfit",
                    "issuer does not fit", ("`%s` is no address of an issuer; give the https address that its tokens"
                            + " name, without query").formatted(issuer));
            case ProviderProblem.IssuerTaken(var issuer) -> Refusal.of(HttpStatus.CONFLICT, "issuer-taken",
                    "issuer belongs to another tenant", ("`%s` is registered for another tenant; each tenant brings a"
                            + " provider of its own").formatted(issuer));
            case ProviderProblem.ClientIdBlank blank -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "client-id-missing",
                    "client id is missing", "give the id of the client that was made for this portal at the provider");
            case ProviderProblem.NotAnswering(var name, var issuer, var reason) ->
                new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "provider-not-answering", "provider does not answer",
                        "`%s` at `%s`: %s".formatted(name, issuer, reason), Map.of("issuer", issuer));
        };
    }

    static Refusal refusal(NameOwner.Problem problem) {
        return switch (problem) {
            case NameOwner.Problem.OfProvider(var inner) -> refusal(inner);
            case NameOwner.Problem.SubjectBlank blank -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "subject-missing",
                    "subject is missing", "name the owner by the `sub` that the provider gives them");
            case NameOwner.Problem.OfOwner(OwnerProblem.ReasonMissing missing) ->
                Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "reason-missing", "reason is missing",
                        "say why; the reason stands in the tenant's record");
            case NameOwner.Problem.OfOwner(OwnerProblem.OwnedAlready owned) -> Refusal.of(HttpStatus.CONFLICT,
                    "owned-already", "tenant has its owner", "the tenant's owner accepted a contract; only the tenant's"
                            + " side hands its authority on");
        };
    }

    static String detail(TokenProblem problem) {
        return switch (problem) {
            case TokenProblem.Malformed malformed ->
                "the token is no signed JWT; get an access token from your provider";
            case TokenProblem.IssuerNotRegistered unknown ->
                "the token's issuer is not registered here; use the provider that your tenant registered";
            case TokenProblem.KeysNotKnown(var silent) -> "the keys of the token's issuer are not known: %s"
                    .formatted(refusal(silent).detail());
            case TokenProblem.NotBelieved(var reason) ->
                "the token is not accepted: %s; get a fresh one for the audience `%s`".formatted(reason,
                        TokenCheck.AUDIENCE);
        };
    }
}
