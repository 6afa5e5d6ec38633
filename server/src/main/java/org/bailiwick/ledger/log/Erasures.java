package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Work;
import org.springframework.stereotype.Component;

/** Erasures from a tenant's record, for whoever has checked the right to ask for them and to approve them. */
@Component
public final class Erasures {
    /** More are asked for a second time: each is frozen as it was shown. */
    public static final int MOST = 200_000;

    private final ErasureStore store;
    private final Work work;

    Erasures(ErasureStore store, Work work) {
        this.store = store;
        this.work = work;
    }

    /**
     * What there is of a data subject.
     *
     * @param values the first {@link #MOST} in one order
     * @param more whether there are others
     */
    public record Found(List<ErasableValue> values, boolean more) {
        public Found {
            values = List.copyOf(values);
        }

        public long entries() {
            return values.stream().map(ErasableValue::event).distinct().count();
        }

        /** Of all values, by where they stand. */
        public String sha256() {
            return ErasableValue.sha256(values);
        }
    }

    /** Looks through all entries up to a time; what is erased already is not found. */
    public Found of(TenantTx tx, AboutSubject subject, Instant until) {
        var found = store.of(tx, subject, OffsetDateTime.ofInstant(until, ZoneOffset.UTC), MOST);
        return new Found(found.subList(0, Math.min(MOST, found.size())), found.size() > MOST);
    }

    /** Where the entries stand in the log whose values these are. */
    public List<Long> positions(TenantTx tx, List<ErasableValue> values) {
        return store.positions(tx, values);
    }

    /** What somebody asks for; the second person's yes is for its hash. */
    public record Asked(UUID publicId, String subjectKind, String subjectId, Instant readUntil, String hash,
            String reason, String ticket, PersonId by, boolean ofTenant, UUID correlation) {}

    /** Fixes which values it is about. Nothing is erased by this. */
    public Erasure ask(TenantTx tx, Asked asked, Found found) {
        store.insert(tx, asked, found.values(), found.entries());
        return store.find(tx, asked.publicId()).orElseThrow();
    }

    public Optional<Erasure> find(TenantTx tx, UUID id) {
        return store.find(tx, id);
    }

    /** Newest first. */
    public List<Erasure> newest(TenantTx tx, int most) {
        return store.newest(tx, most);
    }

    /** From here on it is carried out, by a job with the role that removes. */
    public void order(TenantTx tx, Erasure approved) {
        store.state(tx, approved.id(), Erasure.State.ORDERED);
        work.order(tx, EraseValues.KIND, approved.id(), tx.now());
    }

    public void refuse(TenantTx tx, Erasure refused) {
        store.state(tx, refused.id(), Erasure.State.REFUSED);
    }
}
