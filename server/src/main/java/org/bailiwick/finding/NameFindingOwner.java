package org.bailiwick.finding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.finding.FindingStore.By;
import org.bailiwick.finding.FindingStore.NewEvent;
import org.bailiwick.finding.FindingStore.OwnedFinding;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.register.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Somebody who may decide in the tenant names the person who is to settle a finding, hands it to another, or takes it
 * from them, with a reason. Only who may decide there themselves can own it, and nobody owns what is found of their own
 * access.
 */
@Component
public final class NameFindingOwner {
    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final WhoMay whoMay;
    private final Persons persons;
    private final Register register;
    private final FindingStore store;
    private final FindingReadStore reads;
    private final SummaryStore summaries;
    private final Ledger ledger;

    NameFindingOwner(Transactions transactions, DecisionPoint decisionPoint, WhoMay whoMay, Persons persons,
            Register register, FindingStore store, FindingReadStore reads, SummaryStore summaries, Ledger ledger) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.whoMay = whoMay;
        this.persons = persons;
        this.register = register;
        this.store = store;
        this.reads = reads;
        this.summaries = summaries;
        this.ledger = ledger;
    }

    /**
     * @param authority public id of an authority by which the new owner may decide here; empty for nobody
     * @param reason stands in the record and in the finding's history
     */
    public record Request(Optional<UUID> authority, String reason) {
        public Request {
            reason = DecisionRequest.words(reason);
        }
    }

    /** Who can be named, by name. */
    List<WhoMay.Holder> candidates(TenantTx tx) {
        return whoMay.all(tx, Capabilities.GRANT_DECIDE);
    }

    /** @param changed false where it was so already: then nothing is written, the reason neither */
    public record Answer(FindingView finding, boolean changed) {}

    /** @param permit for {@code grant.decide} */
    public Result<Answer, FindingProblem> name(Permit permit, UUID finding, Request request) {
        if (!permit.capability().equals(Capabilities.GRANT_DECIDE)
                || !(permit.principal() instanceof Principal.Person actor)) {
            throw new IllegalArgumentException("a permit for `%s` names no owner".formatted(permit.capability()));
        }
        if (request.reason().isEmpty()) {
            return Result.no(new FindingProblem.OwnerReasonMissing());
        }
        if (request.reason().length() > DecisionRequest.LONGEST_JUSTIFICATION) {
            return Result.no(new FindingProblem.OwnerReasonTooLong(DecisionRequest.LONGEST_JUSTIFICATION));
        }
        var key = request.authority().flatMap(authority -> transactions.tenant(permit.tenant(),
                tx -> whoMay.by(tx, authority, Capabilities.GRANT_DECIDE)))
                .flatMap(holder -> persons.key(holder.person()));
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            summaries.lock(tx);
            var found = store.owned(tx, finding);
            if (found.isEmpty()) {
                return Result.no(new FindingProblem.NotFound(finding));
            }
            return name(tx, permit, actor, found.get(), request, key);
        });
    }

    private Result<Answer, FindingProblem> name(TenantTx tx, Permit permit, Principal.Person actor,
            OwnedFinding finding, Request request, Optional<Persons.Key> key) {
        if (finding.state() == FindingState.CLOSED) {
            return Result.no(new FindingProblem.NotOpen(finding.state()));
        }
        var holder = request.authority().flatMap(each -> whoMay.by(tx, each, Capabilities.GRANT_DECIDE));
        if (request.authority().isPresent() && (holder.isEmpty() || key.isEmpty())) {
            return Result.no(new FindingProblem.OwnerMayNotDecide());
        }
        if (holder.isPresent()
                && register.isOwn(tx, store.accounts(tx, finding.subject().kind(), finding.subject().id()),
                        holder.get().person(), key.orElseThrow())) {
            return Result.no(new FindingProblem.OwnerOfOwnAccess());
        }
        var owner = holder.map(WhoMay.Holder::person).orElse(null);
        boolean changes = !Optional.ofNullable(owner).equals(Optional.ofNullable(finding.owner()));
        if (changes) {
            put(tx, permit, actor, finding, new Named(owner, holder.map(NameFindingOwner::called).orElse(null)),
                    request.reason());
        }
        return Result.ok(new Answer(reads.find(tx, finding.publicId()).orElseThrow(), changes));
    }

    private record Named(@Nullable PersonId person, @Nullable String name) {}

    private static String called(WhoMay.Holder holder) {
        return holder.name().orElse("somebody not named here");
    }

    private void put(TenantTx tx, Permit permit, Principal.Person actor, OwnedFinding finding, Named owner,
            String reason) {
        var before = finding.owner() == null
                ? null
                : persons.profile(tx, finding.owner()).map(Persons.Profile::name).orElse("somebody not named here");
        store.own(tx, finding.id(), owner.person());
        var named = owner.person() != null;
        var evidence = ledger.append(tx, Entry
                .of(named ? Activity.FINDING_OWNER_NAMED : Activity.FINDING_OWNER_REMOVED, actor.actor(),
                        new Target("finding", finding.publicId().toString(), finding.title()), Outcome.SUCCESS,
                        permit.evaluation(), "%s: %s".formatted(named ? "its owner was named" : "it has no owner now",
                                reason))
                .under(permit.authority(), permit.evaluation())
                .withChange(told(before), told(owner.name()))
                .withFinding(store.said(tx, finding.rule(), finding.severity(), finding.subject()))
                .withFacts(Json.object().put("rule", finding.rule().id()).build()));
        store.event(tx, finding.id(), new NewEvent(named ? "owner named" : "owner removed", finding.severity(), reason,
                new By(actor.id().value(), null, permit.authorityId(), null), owner.person(), evidence));
    }

    private static @Nullable Json told(@Nullable String owner) {
        return owner == null ? null : Json.object().put("owner", owner).build();
    }
}
