package org.bailiwick.evidence.erasure;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.approval.ApprovalProblem;
import org.bailiwick.approval.Approvals;
import org.bailiwick.approval.Subject;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.evidence.pack.PacksTelling;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.ledger.log.ErasableValue;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
import org.bailiwick.signin.Provider;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has the values of one data subject erased from a tenant's record (GDPR article 17): looked at, asked for with reason and
 * ticket under the hash of what was shown, approved by somebody else, then carried out by a job. Entries and proofs stay.
 */
@Component
final class ErasePersonalData {
    static final String SUBJECT = "erasure";
    private static final Duration TIME_TO_APPROVE = Duration.ofDays(14);
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_TICKET = 100;

    private final Transactions transactions;
    private final DecisionPoint decisions;
    private final DataSubjects subjects;
    private final Erasures erasures;
    private final PacksTelling packs;
    private final LegalHolds holds;
    private final Approvals approvals;
    private final Ledger ledger;
    private final Ids ids;
    private final Cursors cursors;

    ErasePersonalData(Transactions transactions, DecisionPoint decisions, DataSubjects subjects, Erasures erasures,
            PacksTelling packs, LegalHolds holds, Approvals approvals, Ledger ledger, Ids ids, Cursors cursors) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.subjects = subjects;
        this.erasures = erasures;
        this.packs = packs;
        this.holds = holds;
        this.approvals = approvals;
        this.ledger = ledger;
        this.ids = ids;
        this.cursors = cursors;
    }

    /**
     * @param approval how the question to the second person stands
     * @param counts of the values that were fixed when it was asked for
     */
    record Standing(Erasure erasure, Optional<Approval> approval, @Nullable String name, boolean held,
            Erasures.Counts counts) {}

    /** What was asked for, as somebody words it. */
    record Words(Instant readUntil, String hash, String reason, String ticket) {}

    /**
     * @param permit for {@code record.keep} in the tenant
     * @param until up to when entries are looked through; null for now
     */
    Result<ErasurePreview, ErasureProblem> preview(Permit permit, String kind, String id, @Nullable Instant until) {
        if (!DataSubject.KINDS.contains(kind)) {
            return Result.no(new ErasureProblem.KindUnknown(kind));
        }
        var named = subjects.named(kind, id);
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return preview(tx, named, until == null || until.isAfter(tx.now()) ? tx.now() : until);
        });
    }

    private Result<ErasurePreview, ErasureProblem> preview(TenantTx tx, DataSubjects.Named named, Instant until) {
        var subject = subjects.find(tx, named);
        if (subject.isEmpty()) {
            return Result.no(new ErasureProblem.SubjectUnknown(named.kind(), named.id()));
        }
        var readUntil = until.truncatedTo(ChronoUnit.MILLIS);
        var found = erasures.of(tx, subject.get().found(), readUntil);
        if (found.more()) {
            return Result.no(new ErasureProblem.TooMany());
        }
        return Result.ok(new ErasurePreview(subject.get(),
                found.shown(subject.get().kind(), subject.get().id(), readUntil), found,
                holds.held(tx) ? found.values().size() : 0, packs.of(tx, erasures.positions(tx, found.values()))));
    }

    /** @param permit for {@code record.keep} in the tenant */
    Result<Standing, ErasureProblem> request(Permit permit, String kind, String id, Words words) {
        var person = person(permit);
        var unfit = unfit(kind, words);
        if (unfit.isPresent()) {
            return Result.no(unfit.get());
        }
        var named = subjects.named(kind, id);
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return switch (preview(tx, named, words.readUntil())) {
                case Result.No<ErasurePreview, ErasureProblem>(var problem) -> Result.no(problem);
                case Result.Ok<ErasurePreview, ErasureProblem>(var preview) -> problem(tx, preview, words, person)
                        .<Result<Standing, ErasureProblem>>map(Result::no)
                        .orElseGet(() -> Result.ok(ask(tx, permit, person, preview, words)));
            };
        });
    }

    private static Optional<ErasureProblem> unfit(String kind, Words words) {
        if (!DataSubject.KINDS.contains(kind)) {
            return Optional.of(new ErasureProblem.KindUnknown(kind));
        }
        if (words.reason().isBlank()) {
            return Optional.of(new ErasureProblem.Missing("reason"));
        }
        if (words.ticket().isBlank()) {
            return Optional.of(new ErasureProblem.Missing("ticket"));
        }
        if (words.reason().length() > LONGEST_REASON) {
            return Optional.of(new ErasureProblem.TooLong("reason", LONGEST_REASON));
        }
        return words.ticket().length() > LONGEST_TICKET
                ? Optional.of(new ErasureProblem.TooLong("ticket", LONGEST_TICKET))
                : Optional.empty();
    }

    private Optional<ErasureProblem> problem(TenantTx tx, ErasurePreview preview, Words words,
            Principal.Person person) {
        if (subjects.own(tx, preview.subject(), person)) {
            return Optional.of(new ErasureProblem.OwnData());
        }
        if (holds.held(tx)) {
            return Optional.of(new ErasureProblem.Held());
        }
        if (preview.shown().values() == 0) {
            return Optional.of(new ErasureProblem.NothingFound());
        }
        return words.readUntil().isAfter(tx.now()) || !preview.shown().hash().equals(words.hash())
                ? Optional.of(new ErasureProblem.PreviewOutdated(preview.shown().hash()))
                : Optional.empty();
    }

    private Standing ask(TenantTx tx, Permit permit, Principal.Person person, ErasurePreview preview, Words words) {
        var reason = words.reason().strip();
        var ticket = words.ticket().strip();
        var erasure = erasures.ask(tx, new Erasures.Asked(ids.uuid(), preview.shown(), reason, ticket, person.id(),
                decisions.ofTheTenant(tx, permit), ids.uuid()), preview.found());
        var shown = erasure.shown();
        ledger.append(tx, Entry
                .of(Activity.ERASURE_REQUESTED, permit.principal().actor(),
                        new Target("erasure", erasure.publicId().toString(),
                                "the data of one " + preview.subject().kind()),
                        Outcome.SUCCESS, erasure.correlation(), reason)
                .under(permit.authority(), permit.evaluation()).withTicket(ticket)
                .withFacts(Json.object().put("subject_kind", erasure.subjectKind())
                        .put("read_until", shown.readUntil().toString())
                        .put("values", shown.values()).put("entries", shown.entries())
                        .put("values_sha256", shown.valuesSha256()).put("hash", erasure.hash()).build()));
        approvals.request(tx, permit, subject(erasure, erasure.hash()), preview.subject().titled(),
                Capabilities.RECORD_KEEP, TIME_TO_APPROVE, erasure.correlation());
        return standing(tx, erasure, preview.subject().name());
    }

    /** @param permit for {@code record.keep} in the tenant, of somebody else than who asked */
    Result<Standing, ErasureProblem> approve(Permit permit, UUID id, String hash, String reason) {
        var person = person(permit);
        return answer(permit, id, hash, (tx, erasure, subject) -> {
            if (subject.isEmpty()) {
                return Result.no(new ErasureProblem.SubjectUnknown(erasure.subjectKind(), erasure.subjectId()));
            }
            if (subjects.own(tx, subject.get(), person)) {
                return Result.no(new ErasureProblem.OwnData());
            }
            if (!mayApprove(tx, permit, erasure)) {
                return Result.no(new ErasureProblem.ToTheTenant());
            }
            var shown = subject(erasure, hash);
            return switch (approvals.approve(tx, permit, shown, reason)) {
                case Result.No<Approval, ApprovalProblem>(var problem) ->
                    Result.no(new ErasureProblem.NotApproved(problem));
                case Result.Ok<Approval, ApprovalProblem> given -> switch (approvals.use(tx, shown)) {
                    case Result.No<Approval, ApprovalProblem>(var problem) ->
                        Result.no(new ErasureProblem.NotApproved(problem));
                    case Result.Ok<Approval, ApprovalProblem> used -> {
                        erasures.order(tx, erasure);
                        yield Result.ok(erasure);
                    }
                };
            };
        });
    }

    /** As long as nothing is erased, also what was approved already. */
    Result<Standing, ErasureProblem> refuse(Permit permit, UUID id, String hash, String reason) {
        var person = person(permit);
        return answer(permit, id, hash, (tx, erasure, subject) -> {
            if (!erasure.state().open()) {
                return Result.no(new ErasureProblem.Over(erasure.state()));
            }
            if (erasure.state() == Erasure.State.ASKED) {
                return switch (approvals.refuse(tx, permit, subject(erasure, hash), reason)) {
                    case Result.No<Approval, ApprovalProblem>(var problem) ->
                        Result.no(new ErasureProblem.NotApproved(problem));
                    case Result.Ok<Approval, ApprovalProblem> given -> {
                        erasures.refuse(tx, erasure);
                        yield Result.ok(erasure);
                    }
                };
            }
            if (person.id().equals(erasure.requestedBy())) {
                return Result.no(new ErasureProblem.NotApproved(new ApprovalProblem.OwnRequest()));
            }
            if (reason.isBlank()) {
                return Result.no(new ErasureProblem.NotApproved(new ApprovalProblem.ReasonMissing()));
            }
            if (reason.length() > LONGEST_REASON) {
                return Result.no(new ErasureProblem.TooLong("reason", LONGEST_REASON));
            }
            erasures.refuse(tx, erasure);
            stopped(tx, permit, erasure, Erasure.State.REFUSED, reason.strip());
            return Result.ok(erasure);
        });
    }

    /** As long as nothing is erased, by who asked. */
    Result<Standing, ErasureProblem> withdraw(Permit permit, UUID id, String reason) {
        var person = person(permit);
        return answer(permit, id, (tx, erasure, subject) -> {
            if (!person.id().equals(erasure.requestedBy())) {
                return Result.no(new ErasureProblem.NotAskedByYou());
            }
            if (!erasure.state().open()) {
                return Result.no(new ErasureProblem.Over(erasure.state()));
            }
            if (reason.length() > LONGEST_REASON) {
                return Result.no(new ErasureProblem.TooLong("reason", LONGEST_REASON));
            }
            var why = reason.isBlank() ? "taken back by who asked" : reason.strip();
            approvals.withdraw(tx, permit, SUBJECT, erasure.publicId(), why);
            erasures.withdraw(tx, erasure);
            stopped(tx, permit, erasure, Erasure.State.WITHDRAWN, why);
            return Result.ok(erasure);
        });
    }

    private void stopped(TenantTx tx, Permit permit, Erasure erasure, Erasure.State state, String why) {
        ledger.append(tx, Entry
                .of(Activity.ERASURE_STOPPED, permit.principal().actor(),
                        new Target("erasure", erasure.publicId().toString(),
                                "the data of one " + erasure.subjectKind()),
                        Outcome.SUCCESS, erasure.correlation(), why)
                .under(permit.authority(), permit.evaluation()).withTicket(erasure.ticket())
                .withFacts(Json.object().put("erasure", erasure.publicId().toString()).put("state", state.text())
                        .build()));
    }

    /** INVARIANT: nothing of a customer's record is erased without somebody of the customer. */
    boolean mayApprove(TenantTx tx, Permit permit, Erasure erasure) {
        return erasure.ofTenant() || permit.tenant().equals(TenantId.MSP) || decisions.ofTheTenant(tx, permit);
    }

    private interface Answer {
        /** @param erasure as it stands until this transaction ends */
        Result<Erasure, ErasureProblem> to(TenantTx tx, Erasure erasure, Optional<DataSubject> subject);
    }

    private Result<Standing, ErasureProblem> answer(Permit permit, UUID id, String hash, Answer answer) {
        return hash.matches("[0-9a-f]{64}")
                ? answer(permit, id, answer)
                : Result.no(new ErasureProblem.HashUnfit());
    }

    private Result<Standing, ErasureProblem> answer(Permit permit, UUID id, Answer answer) {
        var named = named(permit, id);
        if (named.isEmpty()) {
            return Result.no(new ErasureProblem.Unknown(id));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var subject = subjects.find(tx, named.get());
            return switch (answer.to(tx, erasures.lock(tx, id).orElseThrow(), subject)) {
                case Result.No<Erasure, ErasureProblem>(var problem) -> Result.no(problem);
                case Result.Ok<Erasure, ErasureProblem> given -> Result.ok(standing(tx,
                        erasures.find(tx, id).orElseThrow(), subject.map(DataSubject::name).orElse(null)));
            };
        });
    }

    private Optional<DataSubjects.Named> named(Permit permit, UUID id) {
        return transactions.tenant(permit.tenant(), tx -> erasures.find(tx, id))
                .map(erasure -> subjects.named(erasure.subjectKind(), erasure.subjectId()));
    }

    /** The values that were fixed when it was asked for. */
    Result<Slice<Erasures.Frozen>, ErasureProblem> values(Permit permit, UUID id, Paging paging) {
        var list = "erasure/%d/%s".formatted(permit.tenant().value(), id);
        var after = Optional.ofNullable(paging.cursor()).map(cursor -> cursors.read(list, cursor))
                .map(keys -> new ErasableValue(UUID.fromString(keys.getFirst()), keys.getLast()));
        return transactions.tenant(permit.tenant(), tx -> {
            var erasure = erasures.find(tx, id);
            if (erasure.isEmpty()) {
                return Result.no(new ErasureProblem.Unknown(id));
            }
            var found = erasures.frozen(tx, erasure.get(), after, paging.limit() + 1);
            if (found.size() <= paging.limit()) {
                return Result.ok(new Slice<>(found, null));
            }
            var shown = found.subList(0, paging.limit());
            var last = shown.getLast().value();
            return Result.ok(new Slice<>(shown, cursors.write(list, last.event().toString(), last.pointer())));
        });
    }

    Result<Standing, ErasureProblem> find(Permit permit, UUID id) {
        var named = named(permit, id);
        return named.isEmpty()
                ? Result.no(new ErasureProblem.Unknown(id))
                : Result.ok(transactions.tenant(permit.tenant(), tx -> standing(tx,
                        erasures.find(tx, id).orElseThrow(),
                        subjects.find(tx, named.get()).map(DataSubject::name).orElse(null))));
    }

    /** Where people sign in whose data may be in this tenant's record. */
    List<Provider> providers(Permit permit) {
        return subjects.providers(permit.tenant());
    }

    /** Newest first. */
    Slice<Erasure> newest(Permit permit, Paging paging) {
        var list = "erasures/%d".formatted(permit.tenant().value());
        var after = paging.cursor() == null
                ? null
                : UUID.fromString(cursors.read(list, paging.cursor()).getFirst());
        var found = transactions.tenant(permit.tenant(), tx -> erasures.newest(tx, after, paging.limit() + 1));
        if (found.size() <= paging.limit()) {
            return new Slice<>(found, null);
        }
        var shown = found.subList(0, paging.limit());
        return new Slice<>(shown, cursors.write(list, shown.getLast().publicId().toString()));
    }

    private Standing standing(TenantTx tx, Erasure erasure, @Nullable String name) {
        return new Standing(erasure, approvals.about(tx, SUBJECT, erasure.publicId()), name, holds.held(tx),
                erasures.counts(tx, erasure));
    }

    private static Subject subject(Erasure erasure, String hash) {
        return new Subject(SUBJECT, erasure.publicId(), hash);
    }

    private static Principal.Person person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person;
            case Principal.Product product -> throw new AuthorityLostException("the product erases nothing by itself");
        };
    }
}
