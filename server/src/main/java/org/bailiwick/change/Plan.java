package org.bailiwick.change;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * What exactly is to be set, and what a read must then no longer show. Written down once, in canonical form; whoever
 * agrees, agrees to its hash. It names accounts by their ids alone, so that a person's name can be erased elsewhere.
 *
 * @param connection the connection's public id
 * @param edge the direct membership that is removed
 * @param ends what the account must not hold afterwards, over any path; the same as {@code edge} for a direct grant
 */
public record Plan(UUID connection, String accountId, Item edge, Item ends, String requestedFor) {
    static final String REMOVE_MEMBERSHIP = "remove membership";

    /** @param name as it was shown to whoever decided */
    public record Item(EntitlementKey key, String name) {}

    Alteration alteration() {
        return new Alteration.RemoveMembership(accountId, edge.key());
    }

    byte[] bytes() {
        return CanonicalJson.bytes(Json.object().put("action", REMOVE_MEMBERSHIP).put("account", accountId)
                .put("connection", connection.toString()).put("entitlement", json(edge)).put("ends", json(ends))
                .put("before", "held").put("after", "not held").put("requestedFor", requestedFor).build());
    }

    static byte[] hash(byte[] plan) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(plan);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    static Plan parse(byte[] bytes) {
        var plan = Json.parse(bytes);
        if (!text(plan, "action").equals(REMOVE_MEMBERSHIP)) {
            throw new IllegalArgumentException("`%s` cannot be carried out".formatted(text(plan, "action")));
        }
        return new Plan(UUID.fromString(text(plan, "connection")), text(plan, "account"), item(plan, "entitlement"),
                item(plan, "ends"), text(plan, "requestedFor"));
    }

    private static Json json(Item item) {
        return Json.object().put("kind", item.key().kind()).put("id", item.key().id()).put("name", item.name())
                .build();
    }

    private static Item item(Json plan, String member) {
        return new Item(new EntitlementKey(text(plan, member, "kind"), text(plan, member, "id")),
                text(plan, member, "name"));
    }

    private static String text(Json plan, String... names) {
        return plan.textAt(names)
                .orElseThrow(() -> new IllegalArgumentException("the plan lacks `" + String.join("/", names) + "`"));
    }
}
