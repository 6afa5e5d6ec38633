package org.bailiwick.ledger;

import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, as a body names them for good: by the subject that their provider gives them.
 *
 * @param issuer empty where the body does not say it
 */
public record Doer(String issuer, String subject) {
    /** Null for what the product did itself, and for what nobody did who was signed in. */
    public static @Nullable Doer in(Json.Obj body) {
        boolean known = body.at("actor", "user", "type_id").filter(Json.number(BodyOfEntry.TYPE_USER)::equals)
                .isPresent();
        return known
                ? new Doer(body.textAt("actor", "idp", "issuer").orElse(""),
                        body.textAt("actor", "user", "uid").orElse(""))
                : null;
    }
}
