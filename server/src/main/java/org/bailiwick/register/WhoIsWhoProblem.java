package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** Why nothing was said about whose identity it is. */
sealed interface WhoIsWhoProblem {
    record NotFound(UUID id) implements WhoIsWhoProblem {}

    record ReasonMissing() implements WhoIsWhoProblem {}

    record ReasonTooLong(int longest) implements WhoIsWhoProblem {}

    record NotTold(String kind) implements WhoIsWhoProblem {}

    record NeverTheSame(String kind, String other) implements WhoIsWhoProblem {}

    record OnlyBearer() implements WhoIsWhoProblem {}

    record OwnIdentity() implements WhoIsWhoProblem {}

    default RefusedException refused() {
        return new RefusedException(switch (this) {
            case NotFound(var id) -> Refusal.notFound();
            case ReasonMissing() -> invalid("/reason", "say how you know, so that whoever reads it later can check");
            case ReasonTooLong(var longest) -> invalid("/reason",
                    "say it in at most %d characters".formatted(longest));
            case NotTold(var kind) -> invalid("/identity",
                    "only people and service accounts are told apart this way, and this is a %s; name its owner instead"
                            .formatted(kind));
            case NeverTheSame(var kind, var other) -> invalid("/identity",
                    "this is a %s, which is never the same as a %s; give another subject, or name its owner"
                            .formatted(kind, other));
            case OwnIdentity() ->
                Refusal.of(HttpStatus.FORBIDDEN, "own-access", "nobody decides about their own access",
                        "this is yourself; ask somebody else who may say it");
            case OnlyBearer() -> invalid("/identity",
                    "no other identity is taken for this person or service; give one that is, or another subject");
        });
    }

    private static Refusal invalid(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "who-is-who", "nothing was said", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
