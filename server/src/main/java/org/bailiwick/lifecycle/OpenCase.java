package org.bailiwick.lifecycle;

import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.Inert;
import org.bailiwick.decision.Ticket;
import org.bailiwick.ledger.Activity;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Opens a case for exactly what was shown, and orders its work in the same transaction. */
@Component
public final class OpenCase {
    static final int LONGEST_REASON = 2_000;

    private final Transactions transactions;
    private final DecisionPoint decisionPoint;
    private final PreviewCase previewCase;
    private final CaseStore store;
    private final CaseRecord record;
    private final Work work;
    private final Ids ids;

    OpenCase(Transactions transactions, DecisionPoint decisionPoint, PreviewCase previewCase, CaseStore store,
            CaseRecord record, Work work, Ids ids) {
        this.transactions = transactions;
        this.decisionPoint = decisionPoint;
        this.previewCase = previewCase;
        this.store = store;
        this.record = record;
        this.work = work;
        this.ids = ids;
    }

    /**
     * @param hash of the preview that was shown
     * @param memberships whether direct memberships are taken away too
     */
    public record Request(UUID subject, String hash, boolean memberships, String reason, Optional<Ticket> ticket) {
        public Request {
            reason = Inert.text(reason.strip(), LONGEST_REASON);
        }
    }

    /** @param permit for offboarding in the MSP's own tenant */
    public Result<LeaverCase, CaseProblem> open(Permit permit, Request request) {
        if (!permit.capability().equals(Capabilities.STAFF_OFFBOARD)) {
            throw new IllegalArgumentException("a permit for `%s` opens no case".formatted(permit.capability()));
        }
        if (request.reason().isEmpty()) {
            return Result.no(new CaseProblem.ReasonMissing());
        }
        if (request.ticket().filter(Ticket::whole).isEmpty()) {
            return Result.no(new CaseProblem.TicketMissing());
        }
        return switch (previewCase.of(permit, request.subject())) {
            case Result.No<Preview, CaseProblem>(var problem) -> Result.no(problem);
            case Result.Ok<Preview, CaseProblem>(var preview) -> open(permit, request, preview);
        };
    }

    private Result<LeaverCase, CaseProblem> open(Permit permit, Request request, Preview preview) {
        if (!preview.hash().equals(request.hash())) {
            return Result.no(new CaseProblem.Changed());
        }
        boolean nothing = preview.customers().stream()
                .allMatch(each -> each.presence().plan(request.memberships()).empty());
        if (nothing && preview.notKnown().isEmpty()) {
            return Result.no(new CaseProblem.NothingLeft());
        }
        try {
            return transactions.tenant(permit.tenant(), tx -> {
                decisionPoint.confirm(tx, permit);
                var open = store.openAbout(tx, request.subject());
                return open.isPresent()
                        ? Result.no(new CaseProblem.AlreadyOpen(open.get().publicId()))
                        : Result.ok(write(tx, permit, request, preview));
            });
        } catch (DuplicateKeyException openedAtTheSameMoment) {
            return Result.no(new CaseProblem.Changed());
        }
    }

    private LeaverCase write(TenantTx tx, Permit permit, Request request, Preview preview) {
        long id = store.insert(tx, new CaseStore.NewCase(ids.uuid(), request.subject(), preview.name(),
                request.memberships(), request.reason(), request.ticket().orElseThrow(), PreviewCase.person(permit),
                ids.uuid()));
        var requests = new ArrayList<UUID>();
        for (var tenant : preview.customers()) {
            var plan = tenant.presence().plan(request.memberships());
            if (!plan.empty()) {
                var part = ids.uuid();
                store.insert(tx, id, part, tenant.presence().tenant(), plan, PartState.TO_ORDER);
                requests.add(part);
            }
        }
        var leaver = store.find(tx, id).orElseThrow();
        record.byPerson(tx, Activity.LEAVER_CASE_OPENED, permit, leaver, request.reason(), requests);
        work.order(tx, AdvanceCase.KIND, id, tx.now());
        return leaver;
    }
}
