package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.evidence.Evidence;
import org.bailiwick.evidence.EvidenceQuery;
import org.bailiwick.ledger.log.LegalHolds;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.Jobs;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/** Asking for audit packs of a tenant, and seeing how they stand. Whoever may read the record may have it as a file. */
@Component
final class AuditPacks {
    static final String JOB = "audit pack";
    /** Building one reads the whole period; more at once would only wait for each other. */
    private static final int MOST_UNDER_WAY = 3;
    private static final String REMOVED = "what was kept of it was removed by somebody who keeps the record";

    private final Transactions transactions;
    private final Evidence evidence;
    private final TenantLogs logs;
    private final AuditPackStore store;
    private final PackRecord record;
    private final LegalHolds holds;
    private final DecisionPoint decisionPoint;
    private final Jobs jobs;
    private final Work work;
    private final Ids ids;
    private final Cursors cursors;

    AuditPacks(Transactions transactions, Evidence evidence, TenantLogs logs, AuditPackStore store, PackRecord record,
            LegalHolds holds, DecisionPoint decisionPoint, Jobs jobs, Work work, Ids ids, Cursors cursors) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.logs = logs;
        this.store = store;
        this.record = record;
        this.holds = holds;
        this.decisionPoint = decisionPoint;
        this.jobs = jobs;
        this.work = work;
        this.ids = ids;
        this.cursors = cursors;
    }

    /** @throws org.bailiwick.web.RefusedException 400 naming the first filter that cannot be */
    Result<AuditPack, PackProblem> request(Permit permit, EvidenceQuery query) {
        var filter = evidence.filter(permit, query);
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            if (store.underWay(tx) >= MOST_UNDER_WAY) {
                return Result.no(new PackProblem.TooManyUnderWay(MOST_UNDER_WAY));
            }
            var removal = logs.removal(tx);
            var since = filter.since();
            if (removal.isPresent() && since != null && since.isBefore(removal.get().olderThan())) {
                return Result.no(new PackProblem.NotKept(removal.get().olderThan()));
            }
            return switch (PackRequest.of(query, filter, tx.now())) {
                case Result.No<PackRequest, PackProblem>(var problem) -> Result.no(problem);
                case Result.Ok<PackRequest, PackProblem>(var asked) -> {
                    long id = store.nextId(tx);
                    var by = permit.principal() instanceof Principal.Person person ? person.id().value() : null;
                    store.insert(tx, id, jobs.open(tx, JOB, id), new AuditPackStore.New(ids.uuid(), asked.since(),
                            asked.until(), new String(CanonicalJson.bytes(asked.query()),
                                    UTF_8),
                            asked.filtered(), by, ids.uuid()));
                    var pack = store.find(tx, id).orElseThrow();
                    record.requested(tx, permit, pack);
                    work.order(tx, BuildPack.KIND, id, tx.now());
                    yield Result.ok(pack);
                }
            };
        });
    }

    Result<AuditPack, PackProblem> find(VisibleTenant tenant, UUID pack) {
        return transactions.tenant(tenant.id(), tx -> store.find(tx, pack)).<Result<AuditPack, PackProblem>>map(
                Result::ok).orElseGet(() -> Result.no(new PackProblem.NotFound()));
    }

    boolean mayRemove(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> decisionPoint.decide(tx, permit.principal(),
                Capabilities.RECORD_KEEP) instanceof Evaluation.Permitted);
    }

    /** What is kept of it goes, and with it the file; the record says so. Whoever has a copy has a copy. */
    Result<AuditPack, PackProblem> remove(Permit permit, UUID id) {
        return transactions.tenant(permit.tenant(), tx -> {
            decisionPoint.confirm(tx, permit);
            var found = store.find(tx, id);
            if (found.isEmpty()) {
                return Result.no(new PackProblem.NotFound());
            }
            var pack = found.get();
            if (pack.state().underWay()) {
                return Result.no(new PackProblem.NotReady("it " + pack.step()));
            }
            if (holds.held(tx)) {
                return Result.no(new PackProblem.Held());
            }
            if (pack.state() != PackState.REMOVED) {
                store.ended(tx, pack.id(), PackState.REMOVED, REMOVED);
                store.empty(tx, pack.id());
                record.removed(tx, permit, pack, REMOVED);
            }
            return Result.ok(store.find(tx, id).orElseThrow());
        });
    }

    /** Newest first. */
    Slice<AuditPack> list(VisibleTenant tenant, Paging paging) {
        var list = "audit-packs/" + tenant.id().value();
        var after = paging.cursor() == null
                ? null
                : UUID.fromString(cursors.read(list, paging.cursor()).getFirst());
        List<AuditPack> read = transactions.tenant(tenant.id(), tx -> store.newest(tx, after, paging.limit() + 1));
        if (read.size() <= paging.limit()) {
            return new Slice<>(read, null);
        }
        var items = read.subList(0, paging.limit());
        return new Slice<>(items, cursors.write(list, items.getLast().publicId().toString()));
    }
}
