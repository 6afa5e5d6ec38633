package org.bailiwick.ledger;

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
 * @param facts what must outlive every erasure, for example the state a change reached; names nobody
 * @param verification what a read-back showed; stands in the body for good, so it names nobody
 */
public record Entry(Activity activity, Actor actor, Target target, Outcome outcome, String message, UUID correlation,
        @Nullable Authority authority, @Nullable UUID evaluation, @Nullable String ticket, @Nullable Access access,
        @Nullable Json before, @Nullable Json after, @Nullable Json facts, @Nullable Json verification) {
    public record Authority(UUID id, String capability, String chain) {}

    /**
     * Whose access an entry is about, where it is about somebody's.
     *
     * @param user the account's id in its system, or a person's subject at their provider
     * @param name erasable; null where it is not at hand
     * @param privilege the role, group or capability
     */
    public record Access(String user, @Nullable String name, String privilege) {}

    public Entry {
        Objects.requireNonNull(activity);
    }

    public static Entry of(Activity activity, Actor actor, Target target, Outcome outcome, UUID correlation,
            String message) {
        return new Entry(activity, actor, target, outcome, message, correlation, null, null, null, null, null, null,
                null, null);
    }

    public Entry under(@Nullable Authority used, @Nullable UUID evaluationId) {
        return new Entry(activity, actor, target, outcome, message, correlation, used, evaluationId, ticket, access,
                before, after, facts, verification);
    }

    public Entry withTicket(@Nullable String reference) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, reference,
                access, before, after, facts, verification);
    }

    /** Says whose access is given or taken; without it, an entry of these kinds says that it is not stated. */
    public Entry withAccess(Access concerned) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket,
                concerned, before, after, facts, verification);
    }

    public Entry withChange(@Nullable Json was, @Nullable Json is) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                was, is, facts, verification);
    }

    public Entry withFacts(Json stated) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                before, after, stated, verification);
    }

    public Entry withVerification(Json read) {
        return new Entry(activity, actor, target, outcome, message, correlation, authority, evaluation, ticket, access,
                before, after, facts, read);
    }
}
