package org.bailiwick.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.proof.Commitment;
import org.bailiwick.proof.Json;

/**
 * An erasable value with the salt of its commitment. It stands beside the entry, never in it: deleting the row erases
 * the value, and the entry and its proof hold.
 *
 * @param pointer where the value would stand in the body (RFC 6901)
 */
public record Disclosure(String pointer, byte[] salt, String value) {
    /** Larger values stand in a table that no list reads. */
    private static final int LARGE_CHARS = 4096;

    boolean large() {
        return value.length() > LARGE_CHARS;
    }

    Json.Obj commitment() {
        return Json.object().put("pointer", pointer).put("hmac_sha256", Commitment.of(salt, value).hex()).build();
    }

    /** Whether this is what the body committed to under the same pointer. */
    boolean isCommittedIn(Json body) {
        return isAmong(commitmentsIn(body));
    }

    /** What a body commits to: of those alone its values can be told. */
    public static Json commitmentsIn(Json body) {
        return body.at("bailiwick", "commitments").orElseGet(() -> Json.object().build());
    }

    /** Under which pointers values were committed to; the caller's own. */
    public static Set<String> pointersOf(Json commitments) {
        return commitments instanceof Json.Arr all
                ? all.items().stream().flatMap(each -> each.textAt("pointer").stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : new LinkedHashSet<>();
    }

    /** Whether this is one of the values that were committed to, under the same pointer. */
    public boolean isAmong(Json commitments) {
        return commitments instanceof Json.Arr all && all.items().contains(commitment());
    }
}
