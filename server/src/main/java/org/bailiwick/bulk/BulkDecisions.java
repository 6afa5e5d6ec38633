package org.bailiwick.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.approval.ApprovalState;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionProblem;
import org.bailiwick.decision.GrantDecisions;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Somebody keeps or revokes many grants of a tenant in one act. They look at what it would do first and ask for exactly
 * that, by its hash; above {@link SecondPerson a threshold} it waits for somebody else's yes, and only then it runs.
 */
@Component
public final class BulkDecisions {
    /** What approvals know a bulk as. */
    public static final String SUBJECT = "bulk decision";
    static final String CAPABILITY = Capabilities.GRANT_DECIDE;
    static final Duration TIME_TO_APPROVE = Duration.ofDays(3);

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final PreviewBulk previews;
    private final DecidedAlone alone;
    private final GrantDecisions decisions;
    private final Acceptable acceptable;
    private final Approvals approvals;
    private final BulkStore store;
    private final BulkItemStore items;
    private final BulkRecord record;
    private final StartBulk start;
    private final Ids ids;

    BulkDecisions(Transactions transactions, DecisionPoint decisionPoint, PreviewBulk previews,
            DecidedAlone alone, GrantDecisions decisions, Acceptable acceptable, Approvals approvals, BulkStore store,
            BulkItemStore items,
            BulkRecord record,
            StartBulk start, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.previews = previews;
        this.alone = alone;
        this.decisions = decisions;
        this.acceptable = acceptable;
        this.approvals = approvals;
        this.store = store;
        this.items = items;
        this.record = record;
        this.start = start;
        this.ids = ids;
    }

    /** What it would do now; words that are not complete are refused first. */
    public Result<Preview, BulkProblem> preview(Permit permit, BulkRequest request) {
        var problem = problem(request);
        return problem.isPresent() ? Result.no(problem.get()) : Result.ok(facts(permit, request));
    }

    /** As {@link #preview}, whatever the words are: for a form that is still being filled in. */
    Preview facts(Permit permit, BulkRequest request) {
        return facts(permit, request, alone.accounts(person(permit).id()));
    }

    /** @param counted accounts that count for the second person beside those of this bulk */
    Preview facts(Permit permit, BulkRequest request, Set<Long> counted) {
        var person = person(permit);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            return previews.preview(tx, person, request, counted);
        });
    }

    /** @param hash of the preview that the person saw */
    public Result<BulkDecision, BulkProblem> request(Permit permit, BulkRequest request, String hash) {
        var shown = preview(permit, request);
        return switch (shown) {
            case Result.No<Preview, BulkProblem>(var problem) -> Result.no(problem);
            case Result.Ok<Preview, BulkProblem>(var now) when !now.hash().equals(hash) -> Result.no(
                    new BulkProblem.Outdated(now));
            case Result.Ok<Preview, BulkProblem>(var now) -> request(permit, request, hash,
                    alone.with(person(permit).id(), now.accountIds()));
        };
    }

    /** @param counted all accounts that count for the second person, those of this bulk among them */
    Result<BulkDecision, BulkProblem> request(Permit permit, BulkRequest request, String hash, Set<Long> counted) {
        try {
            return transactions.tenant(permit.tenant(), tx -> request(tx, permit, request, hash, counted));
        } catch (DuplicateKeyException sentTwice) {
            return Result.no(new BulkProblem.AlreadyOpen(
                    transactions.tenant(permit.tenant(), tx -> store.open(tx, hash)).orElseThrow(() -> sentTwice)));
        }
    }

    private Result<BulkDecision, BulkProblem> request(TenantTx tx, Permit permit, BulkRequest request, String hash,
            Set<Long> counted) {
        var person = person(permit);
        decisionPoint.confirm(tx, permit);
        var preview = previews.preview(tx, person, request, counted);
        if (!preview.hash().equals(hash)) {
            return Result.no(new BulkProblem.Outdated(preview));
        }
        own(preview).forEach(line -> line.found().ifPresent(grant -> decisions.ownAccess(tx, permit, grant)));
        preview.lines().stream().flatMap(line -> line.matter().stream()).filter(Matter::own)
                .forEach(own -> acceptable.ownAccess(tx, permit, own.id()));
        if (preview.decidable().isEmpty()) {
            return Result.no(new BulkProblem.NothingDecidable(preview));
        }
        store.open(tx, hash).ifPresent(former -> clear(tx, permit, former));
        var publicId = ids.uuid();
        var correlation = ids.uuid();
        long id = store.insert(tx, publicId, preview, permit, person, correlation);
        items.insert(tx, id, preview.lines());
        var bulk = store.find(tx, id).orElseThrow();
        record.requested(tx, permit, bulk);
        if (preview.needsSecondPerson()) {
            approvals.request(tx, permit, new Subject(SUBJECT, publicId, hash), title(bulk), CAPABILITY,
                    TIME_TO_APPROVE, correlation);
            return Result.ok(bulk);
        }
        return Result.ok(start.now(tx, bulk));
    }

    /** What nobody answered in time does not stand in the way of asking again. */
    private void clear(TenantTx tx, Permit permit, UUID former) {
        approvals.about(tx, SUBJECT, former).filter(asked -> asked.state() == ApprovalState.EXPIRED)
                .ifPresent(expired -> {
                    approvals.withdraw(tx, permit, SUBJECT, former, "asked again");
                    store.lock(tx, former).ifPresent(bulk -> store.end(tx, bulk.id(), BulkState.WITHDRAWN));
                });
    }

    private static List<Preview.Line> own(Preview preview) {
        return preview.lines().stream().filter(line -> line.problem()
                .filter(new ItemProblem.Single(new DecisionProblem.OwnAccess())::equals).isPresent()).toList();
    }

    private static String title(BulkDecision bulk) {
        return "%s, of %d accounts".formatted(bulk.title(), bulk.accounts());
    }

    /** A bulk, how far it is, and some of its items. */
    public Optional<BulkDecision> find(TenantTx tx, UUID bulk) {
        return store.find(tx, bulk);
    }

    /** @param after number of the last item seen; 0 for the beginning */
    List<BulkItem> items(TenantTx tx, BulkDecision bulk, int after, int limit) {
        return items.page(tx, bulk.id(), after, limit);
    }

    /** Newest first. {@code after} is the public id of the last one seen. */
    List<BulkDecision> newest(TenantTx tx, @Nullable UUID after, int limit) {
        return store.newest(tx, after, limit);
    }

    static Optional<BulkProblem> problem(BulkRequest request) {
        if (request.kind() != DecisionKind.KEEP && request.kind() != DecisionKind.REVOKE) {
            return Optional.of(new BulkProblem.NotOffered(request.kind()));
        }
        if (request.items().isEmpty()) {
            return Optional.of(new BulkProblem.NothingNamed());
        }
        if (request.items().size() > BulkRequest.MOST_ITEMS) {
            return Optional.of(new BulkProblem.TooMany(BulkRequest.MOST_ITEMS));
        }
        var seen = new HashSet<UUID>();
        var faults = new ArrayList<BulkProblem.Incomplete.Fault>();
        for (int position = 0; position < request.items().size(); position++) {
            var item = request.items().get(position);
            if (!seen.add(item.about().id())) {
                return Optional.of(new BulkProblem.NamedTwice(position));
            }
            int at = item.justification().isBlank() && item.ticket().isEmpty() ? -1 : position;
            request.wording(item).problem()
                    .map(problem -> new BulkProblem.Incomplete.Fault(at, problem))
                    .filter(fault -> !faults.contains(fault)).ifPresent(faults::add);
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(new BulkProblem.Incomplete(faults));
    }

    static Principal.Person person(Permit permit) {
        if (!permit.capability().equals(CAPABILITY)) {
            throw new IllegalArgumentException("a permit for `%s` decides nothing".formatted(permit.capability()));
        }
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new IllegalArgumentException("the product never decides");
        };
    }
}
