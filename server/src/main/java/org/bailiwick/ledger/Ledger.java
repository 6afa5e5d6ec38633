package org.bailiwick.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.NotRecordedException;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The tenant's record. An entry is written in the transaction of what it records: no entry, no change. Body and leaf
 * hash are final from the start; the position in the log is given later and stands beside the entry.
 */
@Component
public final class Ledger {
    private static final int SALT_BYTES = 32;

    private final LedgerStore store;
    private final Ids ids;
    private final Work work;

    Ledger(LedgerStore store, Ids ids, Work work) {
        this.store = store;
        this.ids = ids;
        this.work = work;
    }

    /** @return the entry's id */
    public UUID append(TenantTx tx, Entry entry) {
        UUID eventId = ids.uuid();
        Instant at = time(tx);
        Body body = BodyOfEntry.write(store.tenantPublicId(tx), eventId, at, entry, () -> ids.bytes(SALT_BYTES));
        return written(() -> {
            store.insert(tx, eventId, at, keys(entry), body);
            tx.recorded();
            return eventId;
        });
    }

    /** Whatever hinders it, a missing right or a cancelled statement: nothing happens without its entry. */
    private static <T> T written(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DataAccessResourceFailureException down) {
            throw down;
        } catch (DataAccessException refused) {
            throw isOfWhatWasSent(refused) ? refused : new NotRecordedException(refused);
        }
    }

    /** A character or a time that no column takes was typed by somebody, who is told so (SQLSTATE class 22). */
    private static boolean isOfWhatWasSent(DataAccessException refused) {
        return refused.getMostSpecificCause() instanceof SQLException sql
                && Objects.requireNonNullElse(sql.getSQLState(), "").startsWith("22");
    }

    /**
     * For what may repeat often: the first occurrence of {@code key} in a period is an entry at once, the count becomes
     * a second entry when the period ends.
     */
    public void tally(TenantTx tx, String key, Duration period, Entry entry) {
        tally(tx, key, period, entry, 1);
    }

    /** As {@link #tally(TenantTx, String, Duration, Entry)}, for what has happened several times since it was told. */
    public void tally(TenantTx tx, String key, Duration period, Entry entry, int times) {
        byte[] keyHash = Fingerprint.of(key);
        Instant start = Tally.startOf(tx.now(), period);
        if (written(() -> store.countMore(tx, keyHash, start, times))) {
            return;
        }
        Instant end = start.plus(period);
        UUID first = append(tx, entry);
        written(() -> store.openTally(tx, keyHash, start, end, first))
                .ifPresentOrElse(tally -> {
                    work.order(tx, CloseTally.KIND, tally, end);
                    store.countMore(tx, keyHash, start, times - 1);
                }, () -> store.countMore(tx, keyHash, start, times));
    }

    /**
     * A page of the timeline, newest first, each entry checked against itself.
     *
     * @param after where the page before ended; null for the first
     */
    public List<Recorded> page(TenantTx tx, EntryFilter filter, @Nullable EntryPosition after, int limit) {
        List<StoredEntry> entries = store.page(tx, filter, after, limit);
        var ids = entries.stream().map(StoredEntry::id).toList();
        var disclosures = store.disclosures(tx, ids);
        var aside = store.aside(tx, ids);
        return entries.stream().map(entry -> entry.check(disclosures.getOrDefault(entry.id(), List.of()),
                aside.getOrDefault(entry.id(), List.of()))).toList();
    }

    /** One entry with all that still stands beside it, also what is too large for a list; each value checked. */
    public Optional<Recorded> find(TenantTx tx, UUID id) {
        return store.entry(tx, id).map(entry -> {
            var values = new ArrayList<>(store.disclosures(tx, List.of(id)).getOrDefault(id, List.of()));
            values.addAll(store.largeValues(tx, id));
            return entry.check(values, List.of());
        });
    }

    /** The transaction's time as the database can hold it, so that row and body say the same. */
    static Instant time(TenantTx tx) {
        return tx.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static LedgerStore.Keys keys(Entry entry) {
        var person = entry.actor().person();
        var used = entry.authority();
        return new LedgerStore.Keys(entry.activity().text(), entry.outcome().text(),
                person == null ? null : person.value(), entry.target().type() + "/" + entry.target().id(),
                entry.ticket(), entry.correlation(), used == null ? null : used.id(),
                used == null ? null : used.capability(), entry.evaluation());
    }
}
