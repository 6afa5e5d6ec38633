package org.bailiwick.evidence.pack;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.ledger.log.LogLeaf;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.bailiwick.proof.pack.DisclosedValue;

/** An entry of a pack as its tables tell it: what stands in the body, and what was disclosed beside it. */
record PackedEntry(long index, Json body, Map<String, String> values) {
    static final String REDACTED = "redacted";

    static PackedEntry of(LogLeaf leaf) {
        return new PackedEntry(leaf.index(), parsed(leaf.body()),
                leaf.values().stream().collect(Collectors.toMap(DisclosedValue::pointer, DisclosedValue::value)));
    }

    /** What cannot be read is packed as it is; the verifier says which entry it is. */
    private static Json parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (MalformedJsonException malformed) {
            return Json.nothing();
        }
    }

    String action() {
        return text("bailiwick", "action");
    }

    String outcome() {
        return text("bailiwick", "outcome");
    }

    String uid() {
        return text("metadata", "uid");
    }

    /** Empty where the body has no such text. */
    String text(String... path) {
        return body.textAt(path).orElse("");
    }

    /** What was disclosed under this pointer; {@code redacted} where the entry only commits to it. */
    String value(String pointer) {
        return values.getOrDefault(pointer, committed(pointer) ? REDACTED : "");
    }

    /** Whether it commits to a value that is not disclosed. */
    boolean keepsBack() {
        return pointers().anyMatch(pointer -> !values.containsKey(pointer));
    }

    private boolean committed(String pointer) {
        return pointers().anyMatch(pointer::equals);
    }

    private Stream<String> pointers() {
        return body.at("bailiwick", "commitments").filter(Json.Arr.class::isInstance).map(Json.Arr.class::cast)
                .stream().flatMap(commitments -> commitments.items().stream())
                .flatMap(each -> each.textAt("pointer").stream());
    }
}
