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
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.Json;
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

    ErasePersonalData(Transactions transactions, DecisionPoint decisions, DataSubjects subjects, Erasures erasures,
            PacksTelling packs, LegalHolds holds, Approvals approvals, Ledger ledger, Ids ids) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.subjects = subjects;
        this.erasures = erasures;
        this.packs = packs;
        this.holds = holds;
        this.approvals = approvals;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** @param approval how the question to the second person stands */
    record Standing(Erasure erasure, Optional<Approval> approval, @Nullable String name, boolean held) {}

    /** What was asked for, as somebody words it. */
    record Words(Instant readUntil, String hash, String reason, String ticket) {}

    /** @param permit for {@code record.keep} in the tenant */
    Result<ErasurePreview, ErasureProblem> preview(Permit permit, String kind, String id) {
        if (!DataSubject.KINDS.contains(kind)) {
            return Result.no(new ErasureProblem.KindUnknown(kind));
        }
        var named = subjects.named(kind, id);
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            return preview(tx, named, tx.now().truncatedTo(ChronoUnit.MILLIS));
        });
    }

    private Result<ErasurePreview, ErasureProblem> preview(TenantTx tx, DataSubjects.Named named, Instant until) {
        var subject = subjects.find(tx, named);
        if (subject.isEmpty()) {
            return Result.no(new ErasureProblem.SubjectUnknown(named.kind(), named.id()));
        }
        var found = erasures.of(tx, subject.get().found(), until);
        return Result.ok(new ErasurePreview(subject.get(), until, found, holds.held(tx) ? found.values().size() : 0,
                packs.of(tx, erasures.positions(tx, found.values()))));
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

    private Optional<ErasureProblem> problem(TenantTx tx, ErasurePreview preview, Words words, PersonId person) {
        if (preview.subject().found().persons().contains(person.value())) {
            return Optional.of(new ErasureProblem.OwnData());
        }
        if (holds.held(tx)) {
            return Optional.of(new ErasureProblem.Held());
        }
        if (preview.values() == 0) {
            return Optional.of(new ErasureProblem.NothingFound());
        }
        if (words.readUntil().isAfter(tx.now()) || !preview.hash().equals(words.hash())) {
            return Optional.of(new ErasureProblem.PreviewOutdated(preview.hash()));
        }
        return names(preview.subject(), words.reason(), "reason")
                .or(() -> names(preview.subject(), words.ticket(), "ticket"));
    }

    /** INVARIANT: what an erasure leaves on record does not tell again what it takes away. */
    private static Optional<ErasureProblem> names(DataSubject subject, String text, String what) {
        return subject.found().namedIn(text)
                ? Optional.of(new ErasureProblem.NamesTheSubject(what))
                : Optional.empty();
    }

    private Standing ask(TenantTx tx, Permit permit, PersonId person, ErasurePreview preview, Words words) {
        var reason = words.reason().strip();
        var ticket = words.ticket().strip();
        var erasure = erasures.ask(tx, new Erasures.Asked(ids.uuid(), preview.subject().kind(),
                preview.subject().id(), preview.readUntil(), preview.hash(reason, ticket), reason, ticket, person,
                decisions.ofTheTenant(tx, permit),
                ids.uuid()), preview.found());
        ledger.append(tx, Entry
                .of(Activity.ERASURE_REQUESTED, permit.principal().actor(),
                        new Target("erasure", erasure.publicId().toString(),
                                "the data of one " + preview.subject().kind()),
                        Outcome.SUCCESS, erasure.correlation(), reason)
                .under(permit.authority(), permit.evaluation()).withTicket(ticket)
                .withFacts(Json.object().put("subject_kind", erasure.subjectKind())
                        .put("subject", erasure.subjectId()).put("read_until", erasure.readUntil().toString())
                        .put("values", erasure.values()).put("entries", erasure.entries())
                        .put("hash", erasure.hash()).build()));
        approvals.request(tx, permit, subject(erasure, erasure.hash()), preview.subject().titled(),
                Capabilities.RECORD_KEEP, TIME_TO_APPROVE, erasure.correlation());
        return standing(tx, erasure, preview.subject().name());
    }

    /** @param permit for {@code record.keep} in the tenant, of somebody else than who asked */
    Result<Standing, ErasureProblem> approve(Permit permit, UUID id, String hash, String reason) {
        return answer(permit, id, hash, reason, (tx, erasure) -> mayApprove(tx, permit, erasure),
                (tx, shown) -> switch (approvals.approve(tx, permit, shown, reason)) {
                    case Result.No<Approval, ApprovalProblem>(var problem) -> Result.no(problem);
                    case Result.Ok<Approval, ApprovalProblem> given -> approvals.use(tx, shown);
                }, erasures::order);
    }

    Result<Standing, ErasureProblem> refuse(Permit permit, UUID id, String hash, String reason) {
        return answer(permit, id, hash, reason, (tx, erasure) -> true,
                (tx, shown) -> approvals.refuse(tx, permit, shown, reason),
                erasures::refuse);
    }

    /** INVARIANT: nothing of a customer's record is erased without somebody of the customer. */
    boolean mayApprove(TenantTx tx, Permit permit, Erasure erasure) {
        return erasure.ofTenant() || permit.tenant().equals(TenantId.MSP) || decisions.ofTheTenant(tx, permit);
    }

    private interface Allowed {
        boolean to(TenantTx tx, Erasure erasure);
    }

    private interface Asking {
        Result<Approval, ApprovalProblem> answer(TenantTx tx, Subject shown);
    }

    private interface Answered {
        void then(TenantTx tx, Erasure erasure);
    }

    private Result<Standing, ErasureProblem> answer(Permit permit, UUID id, String hash, String reason, Allowed allowed,
            Asking asking,
            Answered answered) {
        if (!hash.matches("[0-9a-f]{64}")) {
            return Result.no(new ErasureProblem.HashUnfit());
        }
        var person = person(permit);
        var named = transactions.tenant(permit.tenant(), tx -> erasures.find(tx, id))
                .map(erasure -> subjects.named(erasure.subjectKind(), erasure.subjectId()));
        if (named.isEmpty()) {
            return Result.no(new ErasureProblem.Unknown(id));
        }
        return transactions.tenant(permit.tenant(), tx -> {
            decisions.confirm(tx, permit);
            var erasure = erasures.find(tx, id).orElseThrow();
            var subject = subjects.find(tx, named.get());
            if (subject.filter(found -> found.found().persons().contains(person.value())).isPresent()) {
                return Result.no(new ErasureProblem.OwnData());
            }
            if (!allowed.to(tx, erasure)) {
                return Result.no(new ErasureProblem.ToTheTenant());
            }
            var told = subject.flatMap(found -> names(found, reason, "reason"));
            if (told.isPresent()) {
                return Result.no(told.get());
            }
            return switch (asking.answer(tx, subject(erasure, hash))) {
                case Result.No<Approval, ApprovalProblem>(var problem) ->
                    Result.no(new ErasureProblem.NotApproved(problem));
                case Result.Ok<Approval, ApprovalProblem> given -> {
                    answered.then(tx, erasure);
                    yield Result.ok(standing(tx, erasures.find(tx, id).orElseThrow(),
                            subject.map(DataSubject::name).orElse(null)));
                }
            };
        });
    }

    Result<Standing, ErasureProblem> find(Permit permit, UUID id) {
        var named = transactions.tenant(permit.tenant(), tx -> erasures.find(tx, id))
                .map(erasure -> subjects.named(erasure.subjectKind(), erasure.subjectId()));
        return named.isEmpty()
                ? Result.no(new ErasureProblem.Unknown(id))
                : Result.ok(transactions.tenant(permit.tenant(), tx -> standing(tx,
                        erasures.find(tx, id).orElseThrow(),
                        subjects.find(tx, named.get()).map(DataSubject::name).orElse(null))));
    }

    /** Newest first. */
    List<Erasure> newest(Permit permit, int most) {
        return transactions.tenant(permit.tenant(), tx -> erasures.newest(tx, most));
    }

    private Standing standing(TenantTx tx, Erasure erasure, @Nullable String name) {
        return new Standing(erasure, approvals.about(tx, SUBJECT, erasure.publicId()), name, holds.held(tx));
    }

    private static Subject subject(Erasure erasure, String hash) {
        return new Subject(SUBJECT, erasure.publicId(), hash);
    }

    private static PersonId person(Permit permit) {
        return switch (permit.principal()) {
            case Principal.Person person -> person.id();
            case Principal.Product product -> throw new AuthorityLostException("the product erases nothing by itself");
        };
    }
}
