package org.bailiwick.change;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;

/**
 * What exactly is to be set, and what a read must then show. Written down once, in canonical form; whoever agrees,
 * agrees to its hash. It names accounts by their ids alone, so that a person's name can be erased elsewhere.
 */
public sealed interface Plan {
    /** The connection's public id. */
    UUID connection();

    /** The account's id in its system. */
    String accountId();

    /** Opaque, for example {@code decision/…}. */
    String requestedFor();

    /** In words, the same in plan, record and API. */
    String action();

    Alteration alteration();

    /** Whether by it somebody can sign in who could not before. */
    boolean letsIn();

    /** Canonical JSON. */
    byte[] bytes();

    /** @param name as it was shown to whoever decided */
    record Item(EntitlementKey key, String name) {}

    /**
     * @param edge the direct membership that is removed
     * @param ends what the account must not hold afterwards, over any path; the same as {@code edge} for a direct grant
     */
    record RemoveMembership(UUID connection, String accountId, Item edge, Item ends, String requestedFor)
            implements
                Plan {
        static final String ACTION = "remove membership";

        @Override
        public String action() {
            return ACTION;
        }

        @Override
        public Alteration alteration() {
            return new Alteration.RemoveMembership(accountId, edge.key());
        }

        @Override
        public boolean letsIn() {
            return false;
        }

        @Override
        public byte[] bytes() {
            return CanonicalJson.bytes(common(this).put("entitlement", json(edge)).put("ends", json(ends))
                    .put("before", "held").put("after", "not held").build());
        }

        private static Json json(Item item) {
            return Json.object().put("kind", item.key().kind()).put("id", item.key().id()).put("name", item.name())
                    .build();
        }
    }

    record SetAccount(UUID connection, String accountId, AccountState wanted, String requestedFor) implements Plan {
        @Override
        public String action() {
            return wanted.action();
        }

        @Override
        public Alteration alteration() {
            return wanted.alteration(accountId);
        }

        @Override
        public boolean letsIn() {
            return wanted != AccountState.DISABLED;
        }

        @Override
        public byte[] bytes() {
            return CanonicalJson.bytes(
                    common(this).put("before", wanted.before()).put("after", wanted.text()).build());
        }
    }

    static byte[] hash(byte[] plan) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(plan);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** @throws IllegalArgumentException where it is no plan that this version can carry out */
    static Plan parse(byte[] bytes) {
        var plan = Json.parse(bytes);
        var connection = UUID.fromString(text(plan, "connection"));
        var account = text(plan, "account");
        var requestedFor = text(plan, "requestedFor");
        var action = text(plan, "action");
        if (action.equals(RemoveMembership.ACTION)) {
            return new RemoveMembership(connection, account, item(plan, "entitlement"), item(plan, "ends"),
                    requestedFor);
        }
        var wanted = AccountState.ofAction(action).orElseThrow(
                () -> new IllegalArgumentException("`%s` cannot be carried out".formatted(action)));
        return new SetAccount(connection, account, wanted, requestedFor);
    }

    private static ObjectBuilder common(Plan plan) {
        return Json.object().put("action", plan.action()).put("account", plan.accountId())
                .put("connection", plan.connection().toString()).put("requestedFor", plan.requestedFor());
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
