package org.bailiwick.register;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.Connector;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.Preflight;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.Json;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads one system of a tenant: checks what the connection may see, streams what is there into a stage outside of any
 * transaction, and merges it in one. A system that does not answer is asked again for a while; a reading that was
 * overtaken by a later one is not merged. However it ends, the next one is ordered with its end.
 */
@Component
final class ObserveConnection implements WorkHandler {
    static final String KIND = "observe";
    private static final int SALT_BYTES = 32;
    private static final int LAST_ATTEMPT = 40;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Transactions transactions;
    private final Systems systems;
    private final SnapshotStore store;
    private final SnapshotDigestStore digests;
    private final TakeSnapshot takeSnapshot;
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final Work work;
    private final ReadingSchedule schedule;
    private final PlatformClock clock;
    private final Ids ids;
    private final List<AfterSnapshot> followers;
    private final Path folder;

    ObserveConnection(Transactions transactions, Systems systems, SnapshotStore store,
            SnapshotDigestStore digests, TakeSnapshot takeSnapshot, Catalogue catalogue, Ledger ledger, Work work,
            ReadingSchedule schedule, PlatformClock clock, Ids ids, List<AfterSnapshot> followers,
            @Value("${bailiwick.var}") Path var) {
        this.transactions = transactions;
        this.systems = systems;
        this.store = store;
        this.digests = digests;
        this.takeSnapshot = takeSnapshot;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.work = work;
        this.schedule = schedule;
        this.clock = clock;
        this.ids = ids;
        this.followers = List.copyOf(followers);
        this.folder = var.resolve("staging");
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var begun = transactions.worker(item.tenant(), tx -> store.begin(tx, item.subject(), item.fence()));
        if (begun.isEmpty()) {
            return Outcome.done();
        }
        var connection = begun.get();
        if (item.attempt() > LAST_ATTEMPT) {
            return end(item, connection,
                    "the reading was broken off %d times; the server's log says why, then request it again"
                            .formatted(LAST_ATTEMPT));
        }
        try (var connector = systems.open(item.tenant(), connection.id())) {
            return switch (connector.preflight()) {
                case Preflight.Ready ready -> observe(item, connection, connector);
                case Preflight.Refused(var findings) -> end(item, connection, String.join("; ", findings));
                case Preflight.Unreachable(var reason) -> later(item, connection, reason);
            };
        }
    }

    private Outcome observe(WorkItem item, SnapshotStore.Source connection, Connector connector) {
        var name = "%d-%d-%d".formatted(item.tenant().value(), item.subject(), item.fence());
        var salt = transactions.worker(item.tenant(), tx -> digests.salt(tx, connection.id()))
                .orElseGet(() -> ids.bytes(SALT_BYTES));
        try (var stage = new SnapshotStage(folder, name, catalogue, connection.place(), salt)) {
            connector.observe(stage);
            transactions.worker(item.tenant(), tx -> {
                merge(tx, item, connection, stage);
                return true;
            });
            return Outcome.done();
        }
    }

    private void merge(TenantTx tx, WorkItem item, SnapshotStore.Source connection, SnapshotStage stage) {
        if (!store.mayMerge(tx, item.subject(), item.fence())) {
            if (store.put(tx, item.subject(), item.fence(), "failed", "a later reading of this system came first")) {
                orderNext(tx, connection);
            }
            return;
        }
        var taken = takeSnapshot.take(tx, new SnapshotMergeStore.Into(connection.id(), item.subject()), stage);
        store.kinds(tx, item.subject(), taken.kinds().values());
        var state = taken.complete() ? "complete" : "partial";
        store.put(tx, item.subject(), item.fence(), state, null);
        store.signIns(tx, item.subject(), signIns(taken, stage));
        enter(tx, item, connection, Json.object().put("state", state).put("rows", rows(taken)).build());
        // Who is who over tenants follows from accounts; where these are as they were, the estate is not read again.
        work.order(tx, taken.rows().containsKey("account") ? CorrelateIdentities.KIND : LinkSameAccounts.KIND,
                item.subject(), tx.now());
        orderNext(tx, connection);
        var merged = new SnapshotRef(item.tenant(), item.subject(), store.publicId(tx, item.subject()),
                connection.id(), taken.complete());
        followers.forEach(each -> each.taken(tx, merged));
    }

    /** Sign-ins reach the register with their accounts: of an account that was not read, nothing is known of its sign-ins. */
    private static Observed.SignIns signIns(TakeSnapshot.Taken taken, SnapshotStage stage) {
        var accounts = taken.kinds().get(ObjectKind.ACCOUNTS);
        return accounts == null || !accounts.complete()
                ? new Observed.SignIns(null, "not every account was read")
                : stage.signIns();
    }

    /** The system does not answer: it is asked again, and whoever looks at the job meanwhile sees why. */
    private Outcome later(WorkItem item, SnapshotStore.Source connection, String reason) {
        if (item.attempt() == LAST_ATTEMPT) {
            return end(item, connection, reason);
        }
        transactions.worker(item.tenant(),
                tx -> store.put(tx, item.subject(), item.fence(), "requested", Inert.name(reason)));
        var pause = Duration.ofSeconds(1L << Math.min(item.attempt(), 6));
        return Outcome.again(clock.now().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
    }

    private Outcome end(WorkItem item, SnapshotStore.Source connection, String problem) {
        return transactions.worker(item.tenant(), tx -> {
            if (store.put(tx, item.subject(), item.fence(), "failed", Inert.name(problem))) {
                enter(tx, item, connection, Json.object().put("state", "failed").build());
                orderNext(tx, connection);
                followers.forEach(each -> each.changed(tx));
            }
            return Outcome.done();
        });
    }

    private void orderNext(TenantTx tx, SnapshotStore.Source connection) {
        schedule.due(connection.id(), tx.now())
                .ifPresent(due -> work.order(tx, ReadRegularly.KIND, connection.id(), due));
    }

    private void enter(TenantTx tx, WorkItem item, SnapshotStore.Source connection, Json.Obj after) {
        var job = store.publicId(tx, item.subject());
        var failed = Json.text("failed").equals(after.members().get("state"));
        ledger.append(tx, Entry.of(Activity.SNAPSHOT_ENDED, Actor.PRODUCT,
                new Target("snapshot", job.toString(), connection.name()),
                failed ? org.bailiwick.ledger.Outcome.FAILURE : org.bailiwick.ledger.Outcome.SUCCESS, job,
                "a reading of the system ended").withChange(null, after));
    }

    private static Json rows(TakeSnapshot.Taken taken) {
        var rows = Json.object();
        taken.rows().forEach((kind, counts) -> {
            var each = Json.object();
            counts.forEach((what, count) -> each.put(what, Json.number(count)));
            rows.put(kind, each.build());
        });
        return rows.build();
    }
}
