package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bailiwick.ledger.Disclosure;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.tile.TilePath;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Logs as the self-audit reads them: in many short transactions, because rows of a log are never changed. */
@Component
final class StoredLogs {
    /** Each costs as much as a signature; what came in before was among them in earlier passes. */
    private static final int COSIGNATURES = 1000;

    private final Transactions transactions;
    private final AuditStore store;
    private final LogReadStore reading;
    private final RetentionStore retention;
    private final ErasureStore erasures;
    private final HoldStore holds;
    private final LongSealed sealed;
    private final LogKeys keys;

    StoredLogs(Transactions transactions, AuditStore store, LogReadStore reading,
            RetentionStore retention, ErasureStore erasures, HoldStore holds, LongSealed sealed, LogKeys keys) {
        this.transactions = transactions;
        this.store = store;
        this.reading = reading;
        this.retention = retention;
        this.erasures = erasures;
        this.holds = holds;
        this.sealed = sealed;
        this.keys = keys;
    }

    LogContent of(TenantId tenant) {
        UUID publicId = transactions.worker(tenant, reading::publicId);
        return new OfTenant(tenant, keys.originOf(publicId));
    }

    LogContent heads() {
        return new Heads(keys.heads());
    }

    private final class OfTenant implements LogContent {
        private final TenantId tenant;
        private final String origin;

        OfTenant(TenantId tenant, String origin) {
            this.tenant = tenant;
            this.origin = origin;
        }

        @Override
        public String origin() {
            return origin;
        }

        @Override
        public long rows() {
            return read(store::positions);
        }

        @Override
        public List<Signed> newest(@Nullable Signed before, int most) {
            return read(tx -> store.newest(tx, before, most));
        }

        @Override
        public List<Leaf> leaves(long from, long to) {
            return read(tx -> store.leaves(tx, from, to));
        }

        @Override
        public void values(long from, long to, BiConsumer<Long, Disclosure> each) {
            read(tx -> {
                store.values(tx, from, to, each);
                return true;
            });
        }

        @Override
        public List<Signed> checkpoints(long after, long upTo) {
            return read(tx -> store.checkpoints(tx, after, upTo));
        }

        @Override
        public Optional<byte[]> tile(TilePath path) {
            return read(tx -> TileStore.tile(tx, path));
        }

        @Override
        public Optional<Removed> removed() {
            return read(tx -> retention.newest(tx)
                    .map(removal -> new Removed(removal.before(), stands(tx, removal.event())
                            ? reading.body(tx, removal.event()).orElse(null)
                            : null)));
        }

        @Override
        public List<Erased> erased(long from, long to) {
            return read(tx -> erasures.erased(tx, from, to));
        }

        @Override
        public Optional<Erasure> erasure(UUID entry) {
            return read(tx -> stands(tx, entry) ? erasures.told(tx, entry) : Optional.empty());
        }

        @Override
        public long olderThan(Instant time) {
            return read(tx -> sealed.entries(tx, time));
        }

        @Override
        public Holds holds(long size) {
            return read(tx -> holds.since(tx, size));
        }

        /** Persons are no tenant's, and who signs in is read as at sign-in. */
        @Override
        public boolean isPerson(long person, String subject) {
            return transactions.signin(tx -> store.isPerson(tx, person, subject));
        }

        @Override
        public LogFaults beyond() {
            long last = read(store::last);
            long end = LogEnd.of(this, keys, forged -> {});
            return read(tx -> {
                var faults = new LogFaults.Gathering();
                var beyond = store.beyond(tx, end, last);
                if (beyond.position() != null) {
                    faults.add(beyond.position(), "this position is beyond what was ever signed");
                }
                if (beyond.headed() != null) {
                    faults.add(Math.max(0, beyond.headed() - 1),
                            "the checkpoint of size %d that is in the heads log is not in this log: entries were deleted, or the log was signed anew"
                                    .formatted(beyond.headed()));
                }
                store.forgotten(tx).ifPresent(event -> faults.add(null,
                        "the entry `%s` has no position and does not wait for one".formatted(event)));
                return faults.found();
            });
        }

        @Override
        public LogFaults contradicted(List<Leaf> leaves) {
            return LogFaults.NONE;
        }

        /** What an entry says counts once it has its position, or waits for it however long that takes. */
        private boolean stands(TenantTx tx, UUID event) {
            return reading.positions(tx, List.of(event)).containsKey(event) || store.waits(tx, event);
        }

        private <T> T read(Function<TenantTx, T> read) {
            return transactions.worker(tenant, read);
        }
    }

    private final class Heads implements LogContent {
        private final String origin;
        private final HeadedLogs headed = new HeadedLogs(transactions, store, keys);

        Heads(String origin) {
            this.origin = origin;
        }

        @Override
        public String origin() {
            return origin;
        }

        @Override
        public long rows() {
            return read(store::entriesOfHeads);
        }

        @Override
        public List<Signed> newest(@Nullable Signed before, int most) {
            return read(tx -> store.newestHeads(tx, before, most));
        }

        @Override
        public List<Leaf> leaves(long from, long to) {
            return read(tx -> store.headLeaves(tx, from, to));
        }

        /** A checkpoint commits to no values. */
        @Override
        public void values(long from, long to, BiConsumer<Long, Disclosure> each) {}

        @Override
        public List<Signed> checkpoints(long after, long upTo) {
            return read(tx -> store.headCheckpoints(tx, after, upTo));
        }

        @Override
        public Optional<byte[]> tile(TilePath path) {
            return read(tx -> TileStore.headTile(tx::sql, path));
        }

        /** The heads are kept for good. */
        @Override
        public Optional<Removed> removed() {
            return Optional.empty();
        }

        @Override
        public long olderThan(Instant time) {
            return 0;
        }

        @Override
        public List<Erased> erased(long from, long to) {
            return List.of();
        }

        @Override
        public Optional<Erasure> erasure(UUID entry) {
            return Optional.empty();
        }

        /** A hold keeps a tenant's record. */
        @Override
        public Holds holds(long size) {
            return new Holds(List.of(), List.of());
        }

        @Override
        public boolean isPerson(long person, String subject) {
            return false;
        }

        @Override
        public LogFaults beyond() {
            long last = read(store::lastHead);
            long end = LogEnd.of(this, keys, forged -> {});
            var beyond = transactions.estate(tx -> store.beyondHeads(tx, end, last));
            var faults = new LogFaults.Gathering();
            if (beyond.position() != null) {
                faults.add(beyond.position(), "this position is beyond what was ever signed");
            }
            if (beyond.told() != null) {
                faults.add(beyond.told(), "a tenant has it that a checkpoint of its log stands here, and it does not");
            }
            transactions.estate(tx -> store.cosigned(tx, COSIGNATURES)).stream()
                    .filter(each -> !each.line().holds(origin))
                    .forEach(each -> faults.add(null,
                            "what is stored as the cosignature of the witness `%s` under size %d is not by its key"
                                    .formatted(each.witness(), each.line().size())));
            return faults.found();
        }

        @Override
        public LogFaults contradicted(List<Leaf> leaves) {
            return headed.missing(leaves);
        }

        private <T> T read(Function<GlobalTx, T> read) {
            return transactions.work(read);
        }
    }
}
