package org.bailiwick.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Built with {@link #of} and the {@code with…} methods; everything not said is absent from the
 * body. Names, the message, the authority's chain, before and after are erasable: the body holds their commitments.
 *
 * @param authority the public id of the authority used and its chain back to the root, in words
 * @param evaluation the id of the access decision that permitted it
 * @param ticket for example `HALO 4711`
 * @param correlation one id from request to read-back
 * @param finding what is said of a finding that the entry is about
 * @param facts what must outlive every erasure, for example the state a change reached; names nobody
 * @param verification what a read-back showed; stands in the body for good, so it names nobody
 */
public record Entry(Activity activity, Actor actor, Target target, Outcome outcome, String message, UUID correlation,
        @Nullable Authority authority, @Nullable UUID evaluation, @Nullable String ticket, @Nullable Access access,
        @Nullable Finding finding, @Nullable Json before, @Nullable Json after, @Nullable Json facts,
        @Nullable Verification verification) {
    /**
     * @param kind what it springs from, in the product's words; null where that was not kept
     * @param approvedBy public id of the authority of whoever handed it on; null where nobody did
     * @param expiresAt the earliest end of all that it stands on; null where there is none
     * @param contract version of the co-management contract by whose term it counted; null where none was asked
     */
    public record Authority(UUID id, String capability, String chain, @Nullable String kind, @Nullable UUID approvedBy,
            @Nullable Instant expiresAt, @Nullable Integer contract) {
        /** Of which no more is known. */
        public Authority(UUID id, String capability, String chain) {
            this(id, capability, chain, null, null, null, null);
        }
    }

    /**
     * Whose access an entry is about, where it is about somebody's.
     *
     * @param user the account's id in its system, or a person's subject at their provider
     * @param name erasable; null where it is not at hand
     * @param privilege the role, group or capability; null where it is about the account itself
     */
    public record Access(String user, @Nullable String name, @Nullable String privilege) {}

    /**
     * @param rule its stable id
     * @param title of the rule, so that it names nobody
     * @param severity critical, high, moderate or low
     * @param systems public ids of the connections that its subject is in; empty where it is in none
     */
    public record Finding(String rule, String title, String severity, List<UUID> systems) {
        public Finding {
            systems = List.copyOf(systems);
        }
    }

    /**
     * @param reads every read, with its requests and the hashes of their answers
     * @param readAt when the tenant's system was read; null where it could not be
     * @param effective whether the read showed what the change was to bring about; null where it proved neither
     */
    public record Verification(Json reads, @Nullable Instant readAt, @Nullable Boolean effective) {}

    public Entry {
        Objects.requireNonNull(activity);
    }

    public static Entry of(Activity activity, Actor actor, Target target, Outcome outcome, UUID correlation,
            String message) {
        return new Entry(activity, actor, target, outcome, message, correlation, null, null, null, null, null, null,
                null, null, null);
    }

    public Entry under(@Nullable Authority used, @Nullable UUID evaluationId) {
        return new Entry(activity, actor, target, outcome, message, correlation, used, evaluationId, ticket, access,
                finding, before, after, facts, verification);
    }

    public Entry withTicket(@Nullable String reference) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, reference,
                access, finding, before, after, facts, verification);
    }

    /** Says whose access is given or taken; without it, an entry of these kinds says that it is not stated. */
    public Entry withAccess(Access concerned) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket,
                concerned, finding, before, after, facts, verification);
    }

    public Entry withFinding(Finding concerned) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                concerned, before, after, facts, verification);
    }

    public Entry withChange(@Nullable Json was, @Nullable Json is) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                finding, was, is, facts, verification);
    }

    public Entry withFacts(Json stated) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                finding, before, after, stated, verification);
    }

    public Entry withVerification(Verification read) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                finding, before, after, facts, read);
    }
}
