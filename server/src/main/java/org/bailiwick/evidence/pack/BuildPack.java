package org.bailiwick.evidence.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bailiwick.ledger.log.LogExtract;
import org.bailiwick.ledger.log.TenantLogs;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.platform.Work;
import org.bailiwick.platform.WorkHandler;
import org.bailiwick.platform.WorkItem;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackFiles;
import org.bailiwick.proof.pack.PackVerifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Builds a pack in the one order that proves it: seal the manifest by an entry, wait until the heads log has a checkpoint
 * after it, put the archive together, and check it as its reader will. Killed at any point, the next claim goes on after
 * what was kept; nothing is sealed twice.
 */
@Component
final class BuildPack implements WorkHandler {
    static final String KIND = "audit pack";
    private static final String CHECKED = "is put together and checked";
    private static final Duration SOON = Duration.ofMillis(300);
    /** Waiting is no failure, so these are not the attempts of the work. */
    private static final int MOST_FAILURES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(BuildPack.class);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long TELL_EVERY = 10_000;

    private final Transactions transactions;
    private final AuditPackStore store;
    private final ChooseEntries choose;
    private final SealPack seal;
    private final AssemblePack assemble;
    private final PackFolder folder;
    private final PackErasure erasure;
    private final LogExtract log;
    private final TenantLogs positions;
    private final Work work;
    private final PlatformClock clock;

    BuildPack(Transactions transactions, AuditPackStore store, ChooseEntries choose, SealPack seal,
            AssemblePack assemble, PackFolder folder, PackErasure erasure, LogExtract log, TenantLogs positions,
            Work work,
            PlatformClock clock) {
        this.transactions = transactions;
        this.store = store;
        this.choose = choose;
        this.seal = seal;
        this.assemble = assemble;
        this.folder = folder;
        this.erasure = erasure;
        this.log = log;
        this.positions = positions;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Outcome handle(WorkItem item) {
        var pack = transactions.worker(item.tenant(), tx -> store.find(tx, item.subject())).orElseThrow();
        try {
            return pack.state().underWay() ? goOn(pack) : Outcome.done();
        } catch (PackFailedException failed) {
            end(pack, failed.why());
            return Outcome.done();
        } catch (IOException failed) {
            return failed(pack, new UncheckedIOException(failed));
        } catch (RuntimeException failed) {
            return failed(pack, failed);
        }
    }

    /** Tried again as long as it may help: what fails for ever would hold back the tenant's other packs. */
    private Outcome failed(AuditPack pack, RuntimeException failed) {
        var kind = (failed.getCause() == null ? failed : failed.getCause()).getClass().getSimpleName();
        int failures = transactions.worker(pack.tenant(), tx -> store.failed(tx, pack.id(),
                "failed and is tried again: " + kind));
        if (failures < MOST_FAILURES) {
            throw failed;
        }
        LOG.error("audit pack {} failed {} times and is given up", pack.publicId(), failures, failed);
        end(pack, "it failed %d times, the last time with %s; the server's log says more, then ask for it again"
                .formatted(failures, kind));
        return Outcome.done();
    }

    private Outcome goOn(AuditPack pack) throws IOException {
        if (pack.manifest() == null) {
            return sealed(pack) ? goOn(again(pack)) : Outcome.again(clock.now().plus(SOON));
        }
        if (!proven(pack)) {
            choose.requireRunning(pack);
            tellWhatIsLate(pack);
            return Outcome.again(clock.now().plus(SOON));
        }
        finish(pack, pack.manifest());
        return Outcome.done();
    }

    private AuditPack again(AuditPack pack) {
        return transactions.worker(pack.tenant(), tx -> store.find(tx, pack.id())).orElseThrow();
    }

    private boolean sealed(AuditPack pack) throws IOException {
        switch (choose.of(pack)) {
            case ChooseEntries.Choice.Waits(var what) -> {
                boolean late = pack.requestedAt().plus(PATIENCE).isBefore(clock.now());
                step(pack, late ? "%s, since %s".formatted(what, pack.requestedAt()) : what, 0, null);
                return false;
            }
            case ChooseEntries.Choice.Chosen(var selection) -> {
                seal.run(pack, selection, done -> told(pack, "collects entries", done, selection.count()));
                return true;
            }
        }
    }

    /** The first checkpoint after the manifest's entry that the heads log has; fixed once, for all later builds. */
    private boolean proven(AuditPack pack) {
        return transactions.worker(pack.tenant(), tx -> {
            if (store.evidence(tx, pack.id()).isPresent()) {
                return true;
            }
            var policy = TrustPolicy.parse(store.file(tx, pack.id(), PackFiles.POLICY));
            var anchor = index(tx, pack).flatMap(index -> log.anchor(tx, index, policy).map(found -> {
                var leaf = log.leaves(tx, List.of(index)).getFirst();
                store.proven(tx, pack.id(), found.checkpoint(), log.proof(tx, leaf, found.checkpoint()),
                        found.heads());
                return found;
            }));
            return anchor.isPresent();
        });
    }

    /** The sequencer takes a second and the heads log a minute: after longer somebody is away, and the page says who. */
    private void tellWhatIsLate(AuditPack pack) {
        transactions.worker(pack.tenant(), tx -> {
            store.sealedAt(tx, pack.id()).filter(at -> at.plus(PATIENCE).isBefore(tx.now()))
                    .map(at -> index(tx, pack).isPresent()
                            ? "waits since %s until the heads log has the checkpoint; usual is a minute, so whoever enters it is away or far behind"
                                    .formatted(at)
                            : "waits since %s for a position of its entry in the log; usual is a second, so whoever gives it is away or far behind"
                                    .formatted(at))
                    .filter(what -> !what.equals(pack.step()))
                    .ifPresent(what -> store.step(tx, pack.id(), what, pack.done(), pack.total()));
            return true;
        });
    }

    private Optional<Long> index(TenantTx tx, AuditPack pack) {
        var entry = pack.manifestEntry();
        return entry == null
                ? Optional.empty()
                : Optional.ofNullable(positions.positions(tx, List.of(entry)).get(entry));
    }

    private void finish(AuditPack pack, Manifest manifest) throws IOException {
        var kept = folder.taken(pack.id());
        try (var spool = kept.orElseGet(folder::spool)) {
            switch (kept.isPresent() ? collected(spool, pack, manifest) : readAgain(spool, pack, manifest)) {
                case AssemblePack.Assembled.Changed(var why) -> {
                    transactions.worker(pack.tenant(), tx -> {
                        requireStillThere(tx, pack);
                        return true;
                    });
                    throw new PackFailedException(why);
                }
                case AssemblePack.Assembled.Whole(var file, var size, var sha256) -> {
                    var verdict = PackVerifier.verify(file, Optional.empty());
                    if (verdict.fault().isPresent()) {
                        throw new PackFailedException("its own check found this wrong: "
                                + verdict.fault().get().sentence());
                    }
                    transactions.worker(pack.tenant(), tx -> {
                        requireStillThere(tx, pack);
                        store.ready(tx, pack.id(), new AuditPack.Built(size, sha256, verdict));
                        work.order(tx, WatchPack.KIND, pack.id(), tx.now());
                        return true;
                    });
                }
            }
        }
    }

    /** What was collected before is not compared with the record once more. */
    private void requireStillThere(TenantTx tx, AuditPack pack) {
        erasure.gone(tx, pack).ifPresent(what -> {
            throw new PackFailedException("%s while it was built; ask for it again".formatted(what));
        });
    }

    private AssemblePack.Assembled collected(PackSpool spool, AuditPack pack, Manifest manifest) throws IOException {
        step(pack, CHECKED, manifest.entries().count(), manifest.entries().count());
        return assemble.collected(spool, pack, manifest);
    }

    private AssemblePack.Assembled readAgain(PackSpool spool, AuditPack pack, Manifest manifest) throws IOException {
        return assemble.in(spool, pack, manifest, done -> told(pack, CHECKED, done, manifest.entries().count()));
    }

    private void told(AuditPack pack, String step, long done, long total) {
        if (done % TELL_EVERY == 0) {
            step(pack, step, done, total);
        }
    }

    private void step(AuditPack pack, String step, long done, @Nullable Long total) {
        transactions.worker(pack.tenant(), tx -> {
            store.step(tx, pack.id(), step, done, total);
            return true;
        });
    }

    private void end(AuditPack pack, String why) {
        folder.letGo(pack.id());
        transactions.worker(pack.tenant(), tx -> {
            store.ended(tx, pack.id(), PackState.FAILED, why);
            erasure.letGoFailed(tx, pack.id());
            // What a legal hold kept goes after it.
            work.order(tx, WatchPack.KIND, pack.id(), tx.now());
            return true;
        });
    }
}
