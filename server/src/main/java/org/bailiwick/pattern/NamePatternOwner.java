package org.bailiwick.pattern;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.pattern.PatternOwnerStore.By;
import org.bailiwick.pattern.PatternOwnerStore.Kept;
import org.bailiwick.pattern.PatternOwnerStore.Named;
import org.bailiwick.pattern.PatternOwnerStore.NewEvent;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.Json;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Somebody with the authority to at the MSP names who answers for a pattern, hands it to another, or takes it from them,
 * with a reason. It is on record in the MSP's own tenant alone: no tenant learns of another.
 */
@Component
final class NamePatternOwner {
    static final int LONGEST = DecisionRequest.LONGEST_JUSTIFICATION;
    static final int YEARS_AHEAD = 10;

    private static final String NOT_NAMED = "somebody not named here";

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final OversightLooks looks;
    private final WhoMay whoMay;
    private final WhoAnswers whoAnswers;
    private final PatternStore patterns;
    private final PatternOwnerStore store;
    private final Ledger ledger;
    private final Work work;

    NamePatternOwner(Transactions transactions, DecisionPoint decisionPoint, OversightLooks looks, WhoMay whoMay,
            WhoAnswers whoAnswers, PatternStore patterns, PatternOwnerStore store, Ledger ledger, Work work) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.looks = looks;
        this.whoMay = whoMay;
        this.whoAnswers = whoAnswers;
        this.patterns = patterns;
        this.store = store;
        this.ledger = ledger;
        this.work = work;
    }

    /**
     * @param authority public id of an authority by which the new owner may look over tenants; empty for nobody
     * @param reason stands in the record and in the pattern's history
     * @param plan what they are to do about it; empty for nothing said
     * @param dueOn until when; null for nothing said
     */
    record Request(Optional<UUID> authority, String reason, String plan, @Nullable LocalDate dueOn) {
        Request {
            reason = DecisionRequest.words(reason);
            plan = DecisionRequest.words(plan);
        }
    }

    /**
     * @param owner who answers for it now; empty is nobody
     * @param recorded whether this is what changed it
     */
    record Answer(Optional<PatternView.Owner> owner, boolean recorded) {}

    private record Seen(PatternSum sum, Set<TenantId> where) {}

    /**
     * Who can be named, by name: whoever sees it in two of the tenants that the person themselves may read. Who looks over
     * tenants, and by which authority, is nobody's to know who may name none of them.
     *
     * @param permit of whoever asks
     * @return empty where they may name nobody
     */
    Optional<List<WhoMay.Holder>> candidates(Permit permit, Set<TenantId> tenants) {
        var overseers = transactions.tenant(TenantId.MSP, tx -> may(tx, permit, Capabilities.PATTERN_ASSIGN)
                ? Optional.of(whoMay.all(tx, Capabilities.OVERSIGHT_READ))
                : Optional.<List<WhoMay.Holder>>empty());
        return overseers.map(all -> tenants.isEmpty() ? List.of() : transactions.oversight(tenants, tx -> {
            var seeing = whoAnswers.seeing(tx,
                    all.stream().map(WhoMay.Holder::person).collect(Collectors.toUnmodifiableSet()), tenants);
            return all.stream().filter(each -> seeing.contains(each.person())).toList();
        }));
    }

    /** Whether whoever names owners may also look at patterns. */
    boolean mayLook(Permit permit) {
        return transactions.tenant(TenantId.MSP, tx -> may(tx, permit, Capabilities.OVERSIGHT_READ));
    }

    private boolean may(TenantTx tx, Permit permit, String capability) {
        return decisionPoint.decide(tx, permit.principal(), capability) instanceof Evaluation.Permitted;
    }

    /**
     * @param permit for {@code pattern.assign} in the MSP's own tenant
     * @return an answer that is not on record where it was so already: then nothing is written, the reason neither
     */
    Result<Answer, PatternProblem> name(Permit permit, Scope scope, UUID pattern,
            Request request) {
        if (!permit.capability().equals(Capabilities.PATTERN_ASSIGN)
                || !(permit.principal() instanceof Principal.Person actor)) {
            throw new IllegalArgumentException("a permit for `%s` names no owner".formatted(permit.capability()));
        }
        var readable = looks.into(permit, "pattern", scope.ids());
        var seen = readable.isEmpty() ? Optional.<Seen>empty() : seen(readable, pattern);
        if (seen.isEmpty()) {
            return Result.no(new PatternProblem.NotFound(pattern));
        }
        var unfit = unfit(request).or(() -> unfit(seen.get(), request));
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        return transactions.tenant(TenantId.MSP, tx -> {
            decisionPoint.confirm(tx, permit);
            return name(tx, permit, actor, seen.get().sum(), request);
        });
    }

    private Optional<Seen> seen(Set<TenantId> readable, UUID pattern) {
        return transactions.oversight(readable, tx -> patterns.sum(tx, readable, pattern).map(
                sum -> new Seen(sum,
                        patterns.where(tx, readable, Set.of(pattern)).getOrDefault(pattern, Set.of()))));
    }

    private static Optional<PatternProblem> unfit(Request request) {
        if (request.reason().isEmpty()) {
            return Optional.of(new PatternProblem.ReasonMissing());
        }
        if (request.reason().length() > LONGEST) {
            return Optional.of(new PatternProblem.TooLong("justification", LONGEST));
        }
        if (request.plan().length() > LONGEST) {
            return Optional.of(new PatternProblem.TooLong("plan", LONGEST));
        }
        return request.authority().isEmpty() && (!request.plan().isEmpty() || request.dueOn() != null)
                ? Optional.of(new PatternProblem.PlanOfNobody())
                : Optional.empty();
    }

    private Optional<PatternProblem> unfit(Seen seen, Request request) {
        if (request.authority().isEmpty()) {
            return Optional.empty();
        }
        var holder = transactions.tenant(TenantId.MSP,
                tx -> whoMay.by(tx, request.authority().get(), Capabilities.OVERSIGHT_READ));
        if (holder.isEmpty()) {
            return Optional.of(new PatternProblem.OwnerDoesNotSeeIt());
        }
        var person = holder.get().person();
        return transactions.oversight(seen.where(), tx -> {
            if (whoAnswers.seeing(tx, Set.of(person), seen.where()).isEmpty()) {
                return Optional.of(new PatternProblem.OwnerDoesNotSeeIt());
            }
            var subject = seen.sum().subject();
            return subject != null && patterns.isAbout(tx, seen.where(), subject, person)
                    ? Optional.of(new PatternProblem.OwnerOfOwnAccess())
                    : Optional.empty();
        });
    }

    private static Optional<PatternProblem> unfit(@Nullable LocalDate dueOn, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (dueOn == null) {
            return Optional.empty();
        }
        if (dueOn.isBefore(today)) {
            return Optional.of(new PatternProblem.DueInThePast());
        }
        return dueOn.isAfter(today.plusYears(YEARS_AHEAD))
                ? Optional.of(new PatternProblem.DueTooLate(YEARS_AHEAD))
                : Optional.empty();
    }

    private Result<Answer, PatternProblem> name(TenantTx tx, Permit permit,
            Principal.Person actor, PatternSum sum, Request request) {
        var unfit = unfit(request.dueOn(), tx.now());
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        var holder = request.authority().flatMap(each -> whoMay.by(tx, each, Capabilities.OVERSIGHT_READ));
        if (request.authority().isPresent() && holder.isEmpty()) {
            return Result.no(new PatternProblem.OwnerDoesNotSeeIt());
        }
        var named = new Named(holder.map(WhoMay.Holder::person).orElse(null),
                request.plan().isEmpty() ? null : request.plan(), request.dueOn());
        var before = store.lock(tx, sum.pattern());
        if (before.isEmpty() && named.owner() == null) {
            return Result.ok(new Answer(Optional.empty(), false));
        }
        if (before.isEmpty()) {
            store.add(tx, sum);
            // It may have ended since it was read, and who watched then found nobody to answer for it.
            work.orderAnew(tx, WatchPatterns.KIND, tx.now());
        }
        var kept = before.or(() -> store.lock(tx, sum.pattern())).orElseThrow();
        boolean changes = !named.equals(new Named(kept.owner(), kept.plan(), kept.dueOn()));
        if (changes) {
            put(tx, permit, actor, kept, named, holder.map(NamePatternOwner::called).orElse(NOT_NAMED),
                    request.reason());
        }
        return Result.ok(new Answer(holder
                .map(each -> new PatternView.Owner(each.person(), called(each), true, named.plan(), named.dueOn())),
                changes));
    }

    private static String called(WhoMay.Holder holder) {
        return holder.name().orElse(NOT_NAMED);
    }

    private void put(TenantTx tx, Permit permit, Principal.Person actor, Kept kept, Named named, String name,
            String reason) {
        store.put(tx, kept.pattern(), named);
        var what = named.owner() == null
                ? "owner removed"
                : Objects.equals(named.owner(), kept.owner()) ? "plan changed" : "owner named";
        var evidence = ledger.append(tx, Entry
                .of(activity(what), actor.actor(),
                        new Target("pattern", kept.pattern().toString(), kept.recorded()), Outcome.SUCCESS,
                        permit.evaluation(), "%s: %s".formatted(said(what), reason))
                .under(permit.authority(), permit.evaluation())
                .withChange(kept.owner() == null ? null : told(kept.ownerName(), kept.plan(), kept.dueOn()),
                        named.owner() == null ? null : told(name, named.plan(), named.dueOn()))
                .withFacts(Json.object().put("kind", kept.kind().text()).build()));
        store.event(tx, kept.pattern(), new NewEvent(what, reason, named,
                new By(actor.id().value(), permit.authorityId()), evidence));
    }

    private static Activity activity(String what) {
        return switch (what) {
            case "owner removed" -> Activity.PATTERN_OWNER_REMOVED;
            case "plan changed" -> Activity.PATTERN_PLAN_CHANGED;
            default -> Activity.PATTERN_OWNER_NAMED;
        };
    }

    private static String said(String what) {
        return switch (what) {
            case "owner removed" -> "nobody answers for it now";
            case "plan changed" -> "what is to be done about it was changed";
            default -> "who answers for it was named";
        };
    }

    private static Json told(String owner, @Nullable String plan, @Nullable LocalDate dueOn) {
        return Json.object().put("owner", owner).putIfPresent("plan", plan)
                .putIfPresent("dueOn", dueOn == null ? null : dueOn.toString()).build();
    }
}
