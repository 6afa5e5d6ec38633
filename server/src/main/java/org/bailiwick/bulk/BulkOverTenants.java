package org.bailiwick.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/**
 * Decides about grants of several tenants from one preview. Each tenant's grants are a bulk of their own, under the
 * person's authority there and in that tenant's record alone; what one tenant refuses stops no other and is said. Whether
 * a second person is needed goes by the accounts of the whole act, and then somebody is asked in each tenant.
 */
@Component
final class BulkOverTenants {
    /** Whoever wants to see more looks into the list of the tenant. */
    private static final int MOST_OWN = 100;

    private final BulkDecisions bulks;
    private final DecidedAlone alone;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;
    private final BulkStore store;
    private final ActStore acts;
    private final BulkRecord record;
    private final Ids ids;

    BulkOverTenants(BulkDecisions bulks, DecidedAlone alone, DecisionPoint decisionPoint, Transactions transactions,
            BulkStore store, ActStore acts, BulkRecord record, Ids ids) {
        this.bulks = bulks;
        this.alone = alone;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
        this.store = store;
        this.acts = acts;
        this.record = record;
        this.ids = ids;
    }

    /**
     * @param all items of all tenants
     * @param tenants public id of the tenant of each of them, in the same order
     */
    record Request(BulkRequest all, List<UUID> tenants) {
        Request {
            tenants = List.copyOf(tenants);
            if (tenants.size() != all.items().size()) {
                throw new IllegalArgumentException("each item is of a tenant");
            }
        }

        private Map<UUID, BulkRequest> byTenant() {
            var items = new LinkedHashMap<UUID, List<BulkRequest.Item>>();
            for (int at = 0; at < tenants.size(); at++) {
                items.computeIfAbsent(tenants.get(at), tenant -> new ArrayList<>()).add(all.items().get(at));
            }
            var requests = new LinkedHashMap<UUID, BulkRequest>();
            items.forEach((tenant, some) -> requests.put(tenant,
                    new BulkRequest(all.kind(), all.justification(), all.ticket(), some)));
            return requests;
        }
    }

    /** What became of one tenant's part. */
    sealed interface Answer {
        VisibleTenant tenant();

        /** It runs, or waits for a second person there. */
        record Asked(VisibleTenant tenant, BulkDecision bulk) implements Answer {}

        record Denied(VisibleTenant tenant, String reason) implements Answer {}

        record Refused(VisibleTenant tenant, BulkProblem problem) implements Answer {}
    }

    /** @param answers one a tenant, by name */
    record Acted(UUID act, List<Answer> answers) {
        Acted {
            answers = List.copyOf(answers);
        }
    }

    /** What it would do now; words that are not complete are refused first. */
    Result<PreviewOverTenants, BulkProblem> preview(Permit permit, Scope scope, Request request) {
        var problem = BulkDecisions.problem(request.all());
        return problem.isPresent() ? Result.no(problem.get()) : facts(permit, scope, request);
    }

    /**
     * As {@link #preview}, whatever the words are.
     *
     * @param permit to look over tenants; in each tenant the person's own authority decides
     */
    Result<PreviewOverTenants, BulkProblem> facts(Permit permit, Scope scope, Request request) {
        return switch (permitted(permit, scope, request)) {
            case Result.No<List<Part>, BulkProblem>(var unfit) -> Result.no(unfit);
            case Result.Ok<List<Part>, BulkProblem>(var parts) -> Result.ok(shown(person(permit), request, parts));
        };
    }

    /**
     * @param hash of the preview that the person saw
     * @return what became of it; a problem where the act as a whole is unfit, and nothing is asked for
     */
    Result<Acted, BulkProblem> request(Permit permit, Scope scope, Request request, String hash) {
        var problem = BulkDecisions.problem(request.all());
        if (problem.isPresent()) {
            return Result.no(problem.get());
        }
        return switch (permitted(permit, scope, request)) {
            case Result.No<List<Part>, BulkProblem>(var unfit) -> Result.no(unfit);
            case Result.Ok<List<Part>, BulkProblem>(var parts) -> {
                var now = shown(person(permit), request, parts);
                yield now.hash().equals(hash)
                        ? Result.ok(acted(permit, request, parts, now))
                        : Result.no(new BulkProblem.OutdatedOverTenants(now));
            }
        };
    }

    /**
     * What became of it in each tenant stays readable for whoever asked; no tenant learns of another. The act is on record
     * before any tenant is asked, and each answer as it comes: what stops in between leaves what is not known, and no gap;
     * where the database still answers, the ledger says so too.
     */
    private Acted acted(Permit permit, Request request, List<Part> parts, PreviewOverTenants shown) {
        var person = person(permit).id();
        var act = new Act(ids.uuid(), request.all().kind(), Instant.EPOCH, parts.stream()
                .map(part -> Act.Part.unanswered(part.tenant().id(), part.request().items().size())).toList());
        long id = transactions.tenant(TenantId.MSP, tx -> {
            tx.recorded();
            return acts.begin(tx, person, act);
        });
        var hashes = shown.hashes();
        var answers = new ArrayList<Answer>();
        var known = new ArrayList<>(act.parts());
        try {
            var counted = alone.with(person, shown.accountIds());
            for (var part : parts) {
                var answer = answer(part, hashes, counted);
                var said = part(answer, part.request().items().size());
                transactions.tenant(TenantId.MSP, tx -> {
                    acts.answered(tx, id, said);
                    return true;
                });
                known.set(answers.size(), said);
                answers.add(answer);
            }
        } catch (RuntimeException | Error broken) {
            try {
                tell(permit, act, known);
            } catch (RuntimeException | Error silent) {
                broken.addSuppressed(silent);
            }
            throw broken;
        }
        tell(permit, act, known);
        return new Acted(act.publicId(), answers);
    }

    private void tell(Permit permit, Act act, List<Act.Part> known) {
        transactions.tenant(TenantId.MSP, tx -> {
            record.overTenants(tx, permit, new Act(act.publicId(), act.kind(), act.askedAt(), known));
            return true;
        });
    }

    private static Act.Part part(Answer answer, int items) {
        return switch (answer) {
            case Answer.Asked(var tenant, var bulk) -> new Act.Part(tenant.id(), items, Optional.of(bulk.publicId()),
                    Optional.empty());
            case Answer.Denied(var tenant, var reason) -> new Act.Part(tenant.id(), items, Optional.empty(),
                    Optional.of(new Act.Why("not-permitted", reason)));
            case Answer.Refused(var tenant, var problem) -> {
                var words = BulkRefusals.words(problem);
                yield new Act.Part(tenant.id(), items, Optional.empty(),
                        Optional.of(new Act.Why(words.name(), words.detail())));
            }
        };
    }

    /** What the person decided over tenants, newest first. */
    List<OwnAct> acts(Permit permit, Scope scope) {
        return transactions.tenant(TenantId.MSP, tx -> acts.newest(tx, person(permit).id(), MOST_OWN)).stream()
                .map(act -> OwnAct.of(act, scope)).toList();
    }

    /** One of them; somebody else's does not exist. */
    Optional<OwnAct> act(Permit permit, Scope scope, UUID act) {
        return transactions.tenant(TenantId.MSP, tx -> acts.find(tx, person(permit).id(), act))
                .map(found -> OwnAct.of(found, scope));
    }

    /** Newest first: what the person asked for in tenants that they see, whether in one act or in several. */
    List<OwnBulk> own(Permit permit, Scope scope) {
        var person = person(permit).id();
        return transactions.signin(person, tx -> store.askedBy(tx, person, MOST_OWN)).stream()
                .flatMap(place -> scope.find(place.tenant()).flatMap(tenant -> transactions
                        .tenant(tenant.id(), tx -> store.find(tx, place.bulk()))
                        .map(bulk -> new OwnBulk(tenant, bulk))).stream())
                .toList();
    }

    /** One tenant's part, and whether the person may decide there now. */
    private record Part(VisibleTenant tenant, BulkRequest request, Evaluation evaluation) {}

    private Result<List<Part>, BulkProblem> permitted(Permit permit, Scope scope, Request request) {
        var visible = scope.tenants().stream().collect(Collectors.toMap(VisibleTenant::publicId, each -> each));
        if (!visible.keySet().containsAll(request.tenants())) {
            return Result.no(new BulkProblem.NotFound());
        }
        var parts = new ArrayList<Part>();
        request.byTenant().forEach((id, some) -> {
            var tenant = Objects.requireNonNull(visible.get(id));
            parts.add(new Part(tenant, some,
                    decisionPoint.decide(person(permit), BulkDecisions.CAPABILITY, tenant.id())));
        });
        parts.sort(Comparator.comparing((Part part) -> part.tenant().name())
                .thenComparing(part -> part.tenant().publicId()));
        return Result.ok(parts);
    }

    private PreviewOverTenants shown(Principal.Person person, Request request, List<Part> parts) {
        var shown = parts.stream().<PreviewOverTenants.Part>map(part -> switch (part.evaluation()) {
            case Evaluation.Denied denied -> new PreviewOverTenants.Part.Denied(part.tenant(),
                    part.request().items().size(), denied.reason());
            case Evaluation.Permitted(var permit) -> new PreviewOverTenants.Part.Shown(part.tenant(),
                    bulks.facts(permit, part.request(), Set.of()));
        }).toList();
        return new PreviewOverTenants(request.all().kind(), shown, alone.accounts(person.id()));
    }

    private Answer answer(Part part, Map<VisibleTenant, String> hashes, Set<Long> counted) {
        return switch (part.evaluation()) {
            case Evaluation.Denied denied -> new Answer.Denied(part.tenant(), denied.reason());
            case Evaluation.Permitted(var permit) ->
                inTenant(permit, part, Objects.requireNonNull(hashes.get(part.tenant())), counted);
        };
    }

    private Answer inTenant(Permit permit, Part part, String hash, Set<Long> counted) {
        try {
            return switch (bulks.request(permit, part.request(), hash, counted)) {
                case Result.Ok<BulkDecision, BulkProblem>(var bulk) -> new Answer.Asked(part.tenant(), bulk);
                case Result.No<BulkDecision, BulkProblem>(var problem) -> new Answer.Refused(part.tenant(), problem);
            };
        } catch (AuthorityLostException takenBackMeanwhile) {
            return new Answer.Denied(part.tenant(), "the authority was taken back this moment");
        }
    }

    private static Principal.Person person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new IllegalArgumentException("the product never decides");
        };
    }
}
