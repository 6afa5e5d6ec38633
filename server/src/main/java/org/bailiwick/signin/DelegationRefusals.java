package org.bailiwick.signin;

import org.bailiwick.authority.DelegationProblem;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How problems of handing on and taking back are said to people. */
final class DelegationRefusals {
    private DelegationRefusals() {}

    static Refusal refusal(DelegateAuthority.Problem problem) {
        return switch (problem) {
            case DelegateAuthority.Problem.IssuerUnknown(var issuer) -> unfit("issuer-unknown", "issuer is not known",
                    "`%s` is neither the MSP's provider nor this tenant's; use the issuer of one of them"
                            .formatted(issuer));
            case DelegateAuthority.Problem.SubjectBlank blank -> unfit("subject-missing", "subject is missing",
                    "name the person by the `sub` that the provider gives them");
            case DelegateAuthority.Problem.OfDelegation(var inner) -> refusal(inner);
        };
    }

    static Refusal refusal(DelegationProblem problem) {
        return switch (problem) {
            case DelegationProblem.ReasonMissing missing -> unfit("reason-missing", "reason is missing",
                    "say why; the reason stands in the tenant's record");
            case DelegationProblem.CapabilityUnknown(var capability) -> unfit("capability-unknown",
                    "capability is not known", "there is no capability `%s`; see the API description for the list"
                            .formatted(capability));
            case DelegationProblem.NotToBeHandedOn(var capability) -> unfit("not-to-be-handed-on",
                    "capability stays with the owner", "`%s` stays with the tenant's owner; the MSP names the owner"
                            .formatted(capability));
            case DelegationProblem.ToOneself self -> unfit("to-oneself", "handed to oneself",
                    "nobody hands an authority to themselves; name another person");
            case DelegationProblem.AlreadyOver over -> unfit("already-over", "end lies in the past",
                    "choose an `until` in the future, or leave it out");
            case DelegationProblem.NotHeld(var reason) ->
                Refusal.of(HttpStatus.FORBIDDEN, "not-permitted", "not permitted", reason);
            case DelegationProblem.NoSuchAuthority none -> Refusal.notFound();
            case DelegationProblem.OtherSide other -> Refusal.of(HttpStatus.FORBIDDEN, "other-side",
                    "authority is the tenant's", "the MSP does not take back what stands on the tenant's side; ask the"
                            + " tenant's owner");
            case DelegationProblem.OnlyFromMsp only -> unfit("only-from-msp", "everywhere is the MSP's",
                    "an authority is revoked everywhere from the MSP's own tenant; leave `everywhere` out here");
            case DelegationProblem.OwnRoot own -> Refusal.of(HttpStatus.CONFLICT, "own-root", "root is your own",
                    "you stand on this root yourself; let another administrator revoke it");
        };
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }
}
