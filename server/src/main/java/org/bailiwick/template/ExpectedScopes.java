package org.bailiwick.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.Owners;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Who is expected to hold what in a tenant. Somebody proposes a whole version, somebody else of the tenant's side reads
 * what it would change and approves exactly that, and from then on it is what reality is compared with.
 */
@Component
public final class ExpectedScopes {
    /** What approvals know a version as. */
    public static final String SUBJECT = "expected scope";
    static final Duration TIME_TO_APPROVE = Duration.ofDays(30);

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final Approvals approvals;
    private final ScopeStore store;
    private final ScopeRecord record;
    private final Owners owners;
    private final ObjectProvider<AfterScope> listeners;
    private final Ids ids;

    ExpectedScopes(Transactions transactions, DecisionPoint decisionPoint, Approvals approvals, ScopeStore store,
            ScopeRecord record, Owners owners, ObjectProvider<AfterScope> listeners, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.approvals = approvals;
        this.store = store;
        this.record = record;
        this.owners = owners;
        this.listeners = listeners;
        this.ids = ids;
    }

    /**
     * A version with everything somebody should see before answering.
     *
     * @param difference to the version in force; to the one before, where this one is in force itself or has ended
     * @param approval how the question stands
     */
    public record Dossier(ScopeVersion version, ScopeContent content, ScopeDifference difference,
            Optional<Approval> approval) {}

    /** The version in force; empty where the tenant never approved one, so that nothing can be compared. */
    public Optional<ScopeVersion> current(TenantTx tx) {
        return store.inState(tx, "approved");
    }

    /** The version that waits for an answer. */
    public Optional<ScopeVersion> proposed(TenantTx tx) {
        return store.inState(tx, "proposed");
    }

    /** Newest first. */
    public List<ScopeVersion> history(TenantTx tx, int most) {
        return store.newest(tx, most);
    }

    public Optional<Dossier> dossier(TenantTx tx, UUID version) {
        return store.find(tx, version).map(found -> {
            var content = content(tx, found);
            var before = found.proposed() ? current(tx) : store.inForceBefore(tx, found.version());
            return new Dossier(found, content,
                    ScopeDifference.between(before.map(each -> content(tx, each)).orElse(null), content),
                    approvals.about(tx, SUBJECT, found.publicId()));
        });
    }

    ScopeContent content(TenantTx tx, ScopeVersion version) {
        return ScopeReader.read(store.content(tx, version.id()))
                .orThrow(faults -> new IllegalStateException("version %d can no longer be read: %s"
                        .formatted(version.version(), faults)));
    }

    /**
     * @param permit for {@code scope.propose}
     * @param file JSON in UTF-8
     */
    public Result<ScopeVersion, ScopeProblem> propose(Permit permit, byte[] file) {
        if (file.length > ScopeReader.MOST_BYTES) {
            return Result.no(new ScopeProblem.TooLarge(ScopeReader.MOST_BYTES));
        }
        return switch (ScopeReader.read(file)) {
            case Result.No<ScopeContent, List<ScopeFault>>(var faults) -> Result.no(new ScopeProblem.Faulty(faults));
            case Result.Ok<ScopeContent, List<ScopeFault>>(var content) -> {
                try {
                    yield propose(permit, content);
                } catch (DuplicateKeyException proposedAtTheSameMoment) {
                    // The other version is there now, so this one takes its place.
                    yield propose(permit, content);
                }
            }
        };
    }

    private Result<ScopeVersion, ScopeProblem> propose(Permit permit, ScopeContent content) {
        var by = person(permit, Capabilities.SCOPE_PROPOSE);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var open = proposed(tx);
            var same = Stream.concat(open.stream(), current(tx).stream())
                    .filter(each -> each.hash().equals(content.hash())).findFirst();
            if (same.isPresent()) {
                return Result.no(new ScopeProblem.Unchanged(same.get().version(), same.get().state()));
            }
            int version = store.newestVersion(tx) + 1;
            open.ifPresent(former -> {
                store.put(tx, former.id(), "superseded");
                approvals.withdraw(tx, permit, SUBJECT, former.publicId(),
                        "version %d stands in its place".formatted(version));
            });
            var correlation = ids.uuid();
            store.insert(tx, ids.uuid(), version, content, by, permit);
            var proposed = proposed(tx).orElseThrow();
            record.entry(tx, Activity.SCOPE_PROPOSED, permit, proposed, correlation, current(tx).orElse(null));
            approvals.request(tx, permit, subject(proposed), "expected scope, version " + version,
                    Capabilities.SCOPE_APPROVE, TIME_TO_APPROVE, correlation);
            return Result.ok(proposed);
        });
    }

    /**
     * @param permit for {@code scope.approve}
     * @param hash of the version as it was shown, hexadecimal
     */
    public Result<ScopeVersion, ScopeProblem> approve(Permit permit, UUID version, String hash, String reason) {
        person(permit, Capabilities.SCOPE_APPROVE);
        return answer(permit, version, hash, (tx, shown) -> switch (approvals.approve(tx, permit, shown, reason)) {
            case Result.No<Approval, ApprovalProblem>(var problem) -> Result.no(problem);
            case Result.Ok<Approval, ApprovalProblem> given -> approvals.use(tx, shown);
        }, (tx, found, approval) -> {
            var former = current(tx);
            former.ifPresent(each -> store.put(tx, each.id(), "superseded"));
            store.put(tx, found.id(), "approved");
            store.unfold(tx, found.id());
            var inForce = store.find(tx, version).orElseThrow();
            record.entry(tx, Activity.SCOPE_APPROVED, permit, inForce, approval.correlation(), former.orElse(null));
            owners.byExpectedScope(tx, content(tx, inForce).owners());
            listeners.orderedStream().forEach(listener -> listener.approved(tx, inForce));
            return inForce;
        });
    }

    /** @param reason what to do better; never empty */
    public Result<ScopeVersion, ScopeProblem> refuse(Permit permit, UUID version, String hash, String reason) {
        person(permit, Capabilities.SCOPE_APPROVE);
        return answer(permit, version, hash, (tx, shown) -> approvals.refuse(tx, permit, shown, reason),
                (tx, found, approval) -> {
                    store.put(tx, found.id(), "refused");
                    var refused = store.find(tx, version).orElseThrow();
                    record.entry(tx, Activity.SCOPE_REFUSED, permit, refused, approval.correlation(), null);
                    return refused;
                });
    }

    private interface Asking {
        Result<Approval, ApprovalProblem> answer(TenantTx tx, Subject shown);
    }

    private interface Answered {
        ScopeVersion then(TenantTx tx, ScopeVersion version, Approval approval);
    }

    private Result<ScopeVersion, ScopeProblem> answer(Permit permit, UUID version, String hash, Asking asking,
            Answered answered) {
        if (!hash.matches("[0-9a-f]{64}")) {
            return Result.no(new ScopeProblem.HashUnfit(hash));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            var found = store.find(tx, version);
            if (found.isEmpty()) {
                decisionPoint.confirm(tx, permit);
                return Result.no(new ScopeProblem.NoSuchVersion(version));
            }
            var shown = new Subject(SUBJECT, found.get().publicId(), hash);
            return switch (asking.answer(tx, shown)) {
                case Result.No<Approval, ApprovalProblem>(var problem) ->
                    Result.no(new ScopeProblem.NotApproved(problem));
                case Result.Ok<Approval, ApprovalProblem>(var approval) ->
                    Result.ok(answered.then(tx, found.get(), approval));
            };
        });
    }

    /** What the register does not show of a version: names that may be written wrongly, or are still to come. */
    public record NotFound(List<String> accounts, List<String> entitlements) {}

    NotFound notFound(TenantTx tx, ScopeVersion version, int most) {
        return new NotFound(store.accountsNotFound(tx, version.id(), most),
                store.entitlementsNotFound(tx, version.id(), most));
    }

    static Subject subject(ScopeVersion version) {
        return new Subject(SUBJECT, version.publicId(), version.hash());
    }

    private static PersonId person(Permit permit, String capability) {
        if (!permit.capability().equals(capability)) {
            throw new IllegalArgumentException("a permit for `%s` does not answer for `%s`"
                    .formatted(permit.capability(), capability));
        }
        return switch (permit.principal()) {
            case Principal.Person person -> person.id();
            case Principal.Product product -> throw new AuthorityLostException("the product expects nothing itself");
        };
    }
}
