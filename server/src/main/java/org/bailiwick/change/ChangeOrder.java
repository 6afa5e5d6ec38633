package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * One change in one tenant's system: who decided it, what is to be set, and how far it is proven.
 *
 * @param entitlement the membership that is removed; empty where the account itself is set
 * @param automatic the product carries it out by the contract's leave; otherwise an operator orders its execution
 * @param plan canonical bytes of the {@link Plan}; they carry the hash that was agreed to
 * @param executedBy the operator who ordered the execution; empty where the product acts by the contract
 * @param execution inside id of the authority under which it is or was carried out
 * @param applied of this execution; whoever executes it once more begins anew
 * @param maybeTaken whether the system took it, or may have, in this execution or in one before
 * @param foundPaths over which the account still held the access when last read
 * @param owner whom it stays with until it is proven: the decider
 * @param dueAt authorised: when it goes out, empty while it waits for an operator; unproven: until when the owner must
 *        have settled it
 */
public record ChangeOrder(TenantId tenant, long id, UUID publicId, long connection, Subject account,
        Optional<Subject> entitlement, byte[] plan, byte[] planHash, String requestedFor, PersonId requestedBy,
        long authority, boolean automatic,
        Optional<PersonId> executedBy, Optional<Long> execution, Optional<String> ticket, ChangeState state,
        Instant stateAt, Applied applied, boolean maybeTaken, Optional<String> detail, List<FoundPath> foundPaths,
        PersonId owner,
        Optional<Instant> dueAt, Optional<Instant> readAt, long fence, Instant orderedAt, UUID correlation) {
    public ChangeOrder {
        plan = plan.clone();
        planHash = planHash.clone();
        foundPaths = List.copyOf(foundPaths);
        maybeTaken = maybeTaken || applied != Applied.NO;
    }

    /** @param name as the register knows it now */
    public record Subject(long id, UUID publicId, String kind, String name) {}

    /** From the account's direct membership to what it must not hold. */
    public record FoundPath(List<Step> steps) {
        public FoundPath {
            steps = List.copyOf(steps);
        }
    }

    public record Step(String kind, String id, String name) {}

    /** Nothing goes out before an operator orders the execution. */
    public boolean waitsForOperator() {
        return state == ChangeState.AUTHORISED && dueAt.isEmpty();
    }

    /** An operator may order the execution: for the first time, or once more where the access is still there. */
    public boolean executable() {
        return waitsForOperator() || state == ChangeState.STILL_EFFECTIVE;
    }

    /** What becomes of what, for a heading: {@code Removal of admin from ada}, {@code Unlock of ada}. */
    public String title() {
        return switch (readPlan()) {
            case Plan.RemoveMembership removal -> "Removal of %s from %s".formatted(what(), account.name());
            case Plan.SetAccount(var connection, var id, var wanted, var requestedFor) ->
                "%s of %s".formatted(wanted.noun(), account.name());
        };
    }

    /** The membership's name as the register knows it now, or the action where the account itself is set. */
    public String what() {
        return entitlement.map(Subject::name).orElseGet(() -> readPlan().action());
    }

    Plan readPlan() {
        return Plan.parse(plan);
    }
}
