package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Erasures from a tenant's record, for whoever has checked the right to ask for them and to approve them. */
@Component
public final class Erasures {
    /** An erasure is one transaction and one entry; of more values than this, an earlier time has fewer. */
    public static final int MOST = 100_000;
    /** In place of the kind of an entry that is not kept any more. */
    static final String REMOVED = "removed by retention";

    private final ErasureStore store;
    private final Work work;

    Erasures(ErasureStore store, Work work) {
        this.store = store;
        this.work = work;
    }

    /**
     * What there is of a data subject.
     *
     * @param values the first {@link #MOST}, in one order
     * @param more whether there are others, so that it cannot be asked for
     */
    public record Found(List<ErasableValue> values, boolean more) {
        public Found {
            values = List.copyOf(values);
        }

        public long entries() {
            return values.stream().map(ErasableValue::event).distinct().count();
        }

        public ToErase shown(String subjectKind, String subjectId, Instant until) {
            return new ToErase(subjectKind, subjectId, until, values.size(), entries(), ErasableValue.sha256(values));
        }
    }

    /** In entries up to a time; what is erased already is not found. */
    public Found of(TenantTx tx, AboutSubject subject, Instant until) {
        var found = store.of(tx, subject, OffsetDateTime.ofInstant(until, ZoneOffset.UTC), MOST);
        return new Found(found.subList(0, Math.min(MOST, found.size())), found.size() > MOST);
    }

    /** Where the entries stand in the log whose values these are. */
    public List<Long> positions(TenantTx tx, List<ErasableValue> values) {
        return store.positions(tx, values);
    }

    /** What somebody asks for; the second person's yes is for its hash. */
    public record Asked(UUID publicId, ToErase shown, String reason, String ticket, PersonId by, boolean ofTenant,
            UUID correlation) {}

    /** Fixes which values it is about. Nothing is erased by this. */
    public Erasure ask(TenantTx tx, Asked asked, Found found) {
        store.insert(tx, asked, found.values());
        return store.find(tx, asked.publicId()).orElseThrow();
    }

    public Optional<Erasure> find(TenantTx tx, UUID id) {
        return store.find(tx, id);
    }

    /** As it stands until this transaction ends. */
    public Optional<Erasure> lock(TenantTx tx, UUID id) {
        return store.find(tx, id).flatMap(found -> store.lock(tx, found.id())).flatMap(found -> store.find(tx, id));
    }

    /** Newest first. */
    /** @param after public id of where the page before ended; null for the first */
    public List<Erasure> newest(TenantTx tx, @Nullable UUID after, int most) {
        return store.newest(tx, after, most);
    }

    /**
     * Of the values that were fixed when it was asked for.
     *
     * @param pointers how many by where they stand in an entry
     * @param actions how many by kind of entry
     */
    public record Counts(SortedMap<String, Long> pointers, SortedMap<String, Long> actions) {}

    public Counts counts(TenantTx tx, Erasure erasure) {
        return store.counts(tx, erasure.id());
    }

    /**
     * One of the values that were fixed.
     *
     * @param action what kind of entry it stands beside
     * @param at when that was; empty where retention has removed it
     * @param erasedIn the entry that says that it was erased
     */
    public record Frozen(ErasableValue value, String action, Optional<Instant> at, Optional<UUID> erasedIn) {}

    /** @param after the last one that was shown; empty for the first */
    public List<Frozen> frozen(TenantTx tx, Erasure erasure, Optional<ErasableValue> after, int most) {
        return store.frozen(tx, erasure.id(), after, most);
    }

    /** Of these entries, by pointer, the entry that says that the value was erased, where the log tells all of it. */
    public Map<UUID, Map<String, UUID>> attested(TenantTx tx, Collection<UUID> events) {
        var erased = new HashMap<UUID, Map<String, UUID>>();
        if (events.isEmpty()) {
            return erased;
        }
        var attested = new AttestedErasures(entry -> store.told(tx, entry));
        store.erased(tx, List.copyOf(events)).forEach((value, entries) -> entries.stream().filter(attested::believed)
                .findFirst().ifPresent(entry -> erased.computeIfAbsent(value.event(), each -> new HashMap<>())
                        .put(value.pointer(), entry)));
        return erased;
    }

    /** From here on it is carried out, by a job with the role that removes. */
    public void order(TenantTx tx, Erasure approved) {
        store.state(tx, approved.id(), Erasure.State.ORDERED);
        work.order(tx, EraseValues.KIND, approved.id(), tx.now());
    }

    /** @param locked that is still open */
    public void refuse(TenantTx tx, Erasure locked) {
        store.state(tx, locked.id(), Erasure.State.REFUSED);
    }

    /** @param locked that is still open */
    public void withdraw(TenantTx tx, Erasure locked) {
        store.state(tx, locked.id(), Erasure.State.WITHDRAWN);
    }
}
