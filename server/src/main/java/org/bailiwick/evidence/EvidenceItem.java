package org.bailiwick.evidence;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bailiwick.ledger.Recorded;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the timeline. What stood beside it is null once it is gone; the entry itself stays.
 *
 * @param state which state a change reached; null where the entry is not about one
 * @param decision the access decision that permitted it; null where none was asked
 * @param position whether it has its place in the tenant's log already
 * @param leafIndex the place, counted from 0; null while it waits
 * @param leafHash hexadecimal SHA-256 over 0x00 and the body
 * @param faults what does not fit together; empty where the entry is as it was recorded
 * @param body the OCSF event, byte for byte what was hashed
 * @param disclosed values that the body only commits to, by JSON pointer
 * @param aside pointers of values too large for a list; the entry by itself has them under {@code disclosed}
 * @param redacted pointers of values that the body commits to and that are gone
 * @param erased of those that were erased, by pointer the id of the entry that says so; any other is gone without one
 */
public record EvidenceItem(UUID id, Instant occurredAt, String action, String outcome, @Nullable String state,
        @Nullable String message,
        Actor actor, @Nullable Authority authority, Target target, @Nullable String ticket,
        @Nullable String correlation, @Nullable String decision, String position, @Nullable Long leafIndex, Links links,
        String leafHash,
        List<String> faults,
        @JsonRawValue String body, Map<String, String> disclosed, List<String> aside,
        List<String> redacted, Map<String, UUID> erased) {
    static final String WITHOUT_POSITION = "not yet sequenced";
    static final String WITH_POSITION = "sequenced";

    /**
     * @param id the subject at the issuer; the product itself has neither
     * @param address where the request came from; null where there was none, or where it is gone
     */
    public record Actor(@Nullable String name, @Nullable String id, @Nullable String issuer, @Nullable String acr,
            @Nullable String address) {}

    public record Authority(@Nullable String id, @Nullable String capability, @Nullable String chain) {}

    public record Target(@Nullable String type, @Nullable String id, @Nullable String name) {}

    /**
     * @param body the bytes that were hashed
     * @param proof that they are in the log; null while the entry waits for its place
     */
    public record Links(String body, @Nullable String proof) {
        static Links of(String own, @Nullable Long leafIndex) {
            return new Links(own + "/body", leafIndex == null ? null : own + ".tlog-proof");
        }
    }

    /** Whether a value was committed to and does not stand beside the entry any more. */
    public boolean gone(String pointer) {
        return redacted.contains(pointer);
    }

    /** Where one looks at the erasure of one of its values. */
    public String eraseAt(String timeline, String pointer) {
        return timeline.substring(0, timeline.lastIndexOf('/')) + "/erasures/preview?kind=entry&id=" + id + "%23"
                + pointer;
    }

    /** How a value is gone that is gone. */
    public String how(String pointer) {
        return erased.containsKey(pointer) ? "erased" : "gone, and no erasure on record says so";
    }

    /**
     * @param own where the API has this entry
     * @param leafIndex null while it waits for its place
     * @param erased of the values that are gone, by pointer the entry that says that it was erased
     */
    static EvidenceItem of(Recorded entry, String own, @Nullable Long leafIndex, Map<String, UUID> erased) {
        Json.Obj body = entry.body();
        Map<String, String> disclosed = entry.disclosed();
        return new EvidenceItem(entry.id(), entry.occurredAt(), entry.action(), entry.outcome(),
                text(body, "bailiwick", "facts", "state"),
                disclosed.get("/message"), actor(body, disclosed), authority(body, disclosed),
                new Target(text(body, "bailiwick", "concerns", "type"), text(body, "bailiwick", "concerns", "uid"),
                        disclosed.get("/bailiwick/concerns/name")),
                entry.ticket().orElse(null), entry.correlation().orElse(null),
                text(body, "bailiwick", "evaluation_uid"), leafIndex == null ? WITHOUT_POSITION : WITH_POSITION,
                leafIndex, Links.of(own, leafIndex),
                entry.leafHash(),
                entry.faults(), new String(CanonicalJson.bytes(body), StandardCharsets.UTF_8), disclosed,
                entry.aside(), entry.redacted(), of(entry.redacted(), erased));
    }

    private static Map<String, UUID> of(List<String> gone, Map<String, UUID> erased) {
        var said = new TreeMap<>(erased);
        said.keySet().retainAll(gone);
        return said;
    }

    private static Actor actor(Json.Obj body, Map<String, String> disclosed) {
        String product = text(body, "actor", "app_name");
        return new Actor(product == null ? disclosed.get("/actor/user/name") : product,
                text(body, "actor", "user", "uid"), text(body, "actor", "idp", "issuer"),
                text(body, "bailiwick", "assurance", "acr"), disclosed.get("/src_endpoint/ip"));
    }

    private static @Nullable Authority authority(Json.Obj body, Map<String, String> disclosed) {
        return body.at("bailiwick", "authority")
                .map(used -> new Authority(text(used, "uid"), text(used, "capability"),
                        disclosed.get("/bailiwick/authority/chain")))
                .orElse(null);
    }

    private static @Nullable String text(Json from, String... names) {
        return from.textAt(names).orElse(null);
    }
}
