package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** Why nobody was named as an identity's owner. */
sealed interface OwnerProblem {
    record IdentityNotFound(UUID identity) implements OwnerProblem {}

    record OwnerMissing() implements OwnerProblem {}

    record NobodyKnown(String owner) implements OwnerProblem {}

    default RefusedException refused() {
        return new RefusedException(switch (this) {
            case IdentityNotFound(var identity) -> Refusal.notFound();
            case OwnerMissing() -> invalid("say who answers for it: a username or mail address of the tenant");
            case NobodyKnown(var owner) -> invalid(
                    "nobody in this tenant is known as `%s`; give a username or a verified mail address"
                            .formatted(owner));
        });
    }

    private static Refusal invalid(String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "owner-not-known", "the owner is not known", detail,
                Map.of("errors", List.of(Map.of("pointer", "/owner", "detail", detail))));
    }
}
