package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/** What retention has removed, so far as an entry of the log says so. */
final class AttestedRemovals {
    private final LogContent log;
    private final LogFaults.Gathering faults;
    private long before;
    private long unattested;
    private Instant olderThan = Instant.MIN;

    AttestedRemovals(LogContent log, LogFaults.Gathering faults) {
        this.log = log;
        this.faults = faults;
    }

    void read() {
        log.removed().ifPresent(this::read);
    }

    private void read(LogContent.Removed removed) {
        var attested = attested(removed);
        if (attested.isPresent()) {
            before = removed.before();
            olderThan = attested.get();
        } else if (unattested < removed.before()) {
            // One fault stands for all that is gone there.
            unattested = removed.before();
            faults.add(null, "entries before position %d were removed, and no entry of the log says so"
                    .formatted(removed.before()));
        }
    }

    /** Than when the removed entries are older; empty where no entry says so that can be believed. */
    private Optional<Instant> attested(LogContent.Removed removed) {
        byte[] said = removed.said();
        try {
            return said != null && Json.parse(said) instanceof Json.Obj body
                    && body.textAt("bailiwick", "action").filter(Activity.ENTRIES_REMOVED.text()::equals).isPresent()
                    && body.at("bailiwick", "facts", "removed_before").filter(Json.number(removed.before())::equals)
                            .isPresent()
                                    ? ofWhatIsOld(body, removed.before())
                                    : Optional.empty();
        } catch (MalformedJsonException | DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /** Retention keeps so many months at least, whatever an entry says that somebody else wrote. */
    private Optional<Instant> ofWhatIsOld(Json.Obj body, long before) {
        var at = body.textAt("time_dt").map(Instant::parse).orElse(Instant.MIN);
        return body.textAt("bailiwick", "facts", "older_than").map(Instant::parse)
                .filter(older -> at.isAfter(Instant.EPOCH) && older.isAfter(Instant.EPOCH)
                        && !older.isAfter(at.atOffset(ZoneOffset.UTC).minusMonths(KeepFor.FEWEST_MONTHS).toInstant())
                        && before <= log.olderThan(older));
    }

    /** Whether an entry that stands at this position should be gone. */
    boolean removed(long index) {
        return index < before;
    }

    /** All that is gone happened before. */
    Instant olderThan() {
        return olderThan;
    }

    /** INVARIANT: an entry is gone by retention alone, and an entry of this log says that it is. */
    boolean has(long index) {
        if (index >= before && index >= unattested) {
            // Retention may have gone on since the pass began.
            read();
        }
        return index < before || index < unattested;
    }
}
