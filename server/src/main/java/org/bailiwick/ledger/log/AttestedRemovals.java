package org.bailiwick.ledger.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/** What retention has removed, so far as an entry of the log says so. */
final class AttestedRemovals {
    private final LogContent log;
    private final LogFaults.Gathering faults;
    private long before;
    private long unattested;

    AttestedRemovals(LogContent log, LogFaults.Gathering faults) {
        this.log = log;
        this.faults = faults;
    }

    void read() {
        log.removed().ifPresent(this::read);
    }

    private void read(LogContent.Removed removed) {
        if (attested(removed)) {
            before = removed.before();
        } else if (unattested < removed.before()) {
            // One fault stands for all that is gone there.
            unattested = removed.before();
            faults.add(null, "entries before position %d were removed, and no entry of the log says so"
                    .formatted(removed.before()));
        }
    }

    private boolean attested(LogContent.Removed removed) {
        byte[] said = removed.said();
        try {
            return said != null && Json.parse(said) instanceof Json.Obj body
                    && body.textAt("bailiwick", "action").filter(Activity.ENTRIES_REMOVED.text()::equals).isPresent()
                    && body.at("bailiwick", "facts", "removed_before").filter(Json.number(removed.before())::equals)
                            .isPresent()
                    && isOfWhatIsOld(body, removed.before());
        } catch (MalformedJsonException | DateTimeParseException malformed) {
            return false;
        }
    }

    /** Retention keeps so many months at least, whatever an entry says that somebody else wrote. */
    private boolean isOfWhatIsOld(Json.Obj body, long before) {
        var at = body.textAt("time_dt").map(Instant::parse).orElse(Instant.MIN);
        var olderThan = body.textAt("bailiwick", "facts", "older_than").map(Instant::parse).orElse(Instant.MAX);
        return at.isAfter(Instant.EPOCH)
                && !olderThan.isAfter(at.atOffset(ZoneOffset.UTC).minusMonths(KeepFor.FEWEST_MONTHS).toInstant())
                && olderThan.isAfter(Instant.EPOCH) && before <= log.olderThan(olderThan);
    }

    /** Whether an entry that stands at this position should be gone. */
    boolean removed(long index) {
        return index < before;
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
