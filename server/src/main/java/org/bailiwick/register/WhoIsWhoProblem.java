package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** Why nothing was said about whose identities they are. */
sealed interface WhoIsWhoProblem {
    record NobodyNamed() implements WhoIsWhoProblem {}

    record TooMany(int most) implements WhoIsWhoProblem {}

    record NamedTwice(UUID identity) implements WhoIsWhoProblem {}

    record NotFound(UUID identity) implements WhoIsWhoProblem {}

    record ReasonMissing() implements WhoIsWhoProblem {}

    record ReasonTooLong(int longest) implements WhoIsWhoProblem {}

    record NotTold(UUID identity, String kind) implements WhoIsWhoProblem {}

    record NeverTheSame(UUID identity, String kind, String other) implements WhoIsWhoProblem {}

    record OnlyBearer(UUID identity) implements WhoIsWhoProblem {}

    record OwnIdentity() implements WhoIsWhoProblem {}

    /** @param identities about which it was to be said, as they were given */
    default RefusedException refused(List<UUID> identities) {
        return new RefusedException(switch (this) {
            case NobodyNamed() -> invalid("/identities", "name at least one identity");
            case TooMany(var most) -> invalid("/identities",
                    "name at most %d identities at once; say the others in another act".formatted(most));
            case NamedTwice(var identity) -> invalid("/identities/" + identities.lastIndexOf(identity),
                    "this identity is named before; name each identity once");
            case NotFound(var identity) -> at(Refusal.notFound(), place(identities, identity));
            case ReasonMissing() -> invalid("/reason", "say how you know, so that whoever reads it later can check");
            case ReasonTooLong(var longest) -> invalid("/reason",
                    "say it in at most %d characters".formatted(longest));
            case NotTold(var identity, var kind) -> invalid(place(identities, identity),
                    "only people and service accounts are told apart this way, and this is a %s; name its owner instead"
                            .formatted(kind));
            case NeverTheSame(var identity, var kind, var other) -> invalid(place(identities, identity),
                    "this is a %s, which is never the same as a %s; give another subject, or name its owner"
                            .formatted(kind, other));
            case OwnIdentity() ->
                Refusal.of(HttpStatus.FORBIDDEN, "own-access", "nobody decides about their own access",
                        "this is yourself; ask somebody else who may say it");
            case OnlyBearer(var identity) -> invalid(place(identities, identity),
                    "no other identity is taken for this person or service; give one that is, or another subject");
        });
    }

    static Refusal invalid(String pointer, String detail) {
        return at(Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "who-is-who", "nothing was said", detail), pointer);
    }

    private static Refusal at(Refusal words, String pointer) {
        return new Refusal(words.status(), words.name(), words.title(), words.detail(),
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", words.detail()))));
    }

    private static String place(List<UUID> identities, UUID identity) {
        return "/identities/" + identities.indexOf(identity);
    }
}
