package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * How many entries a log had long ago: so many may be gone by retention and no more, whatever an entry says that somebody
 * else wrote. Witnesses tell it, by the time in what they signed, where one that is asked now had cosigned by then; else
 * the time beside a checkpoint that the log signed, for which nobody else vouches.
 */
@Component
final class LongSealed {
    /** An entry of a month's last day is sealed in the next month, and cosigned when the witness is there again. */
    static final Duration MARGIN = Duration.ofDays(31);

    private static final int MOST = 100;

    private final RetentionStore store;
    private final LogReadStore reading;
    private final LogKeys keys;

    LongSealed(RetentionStore store, LogReadStore reading, LogKeys keys) {
        this.store = store;
        this.reading = reading;
        this.keys = keys;
    }

    /** 0 where retention keeps what is younger than this. */
    long entries(TenantTx tx, Instant olderThan) {
        if (olderThan.isAfter(tx.now().atOffset(ZoneOffset.UTC).minusMonths(KeepFor.FEWEST_MONTHS).toInstant())) {
            return 0;
        }
        var by = olderThan.plus(MARGIN);
        var cosigned = cosigned(tx, by);
        return cosigned.isPresent() ? store.entered(tx, cosigned.getAsLong()) : signed(tx, by);
    }

    /** The largest heads log that a witness that is asked now has seen so far; 0 where none has. */
    long cosigned(TenantTx tx) {
        return cosigned(tx, tx.now()).orElse(0);
    }

    /**
     * The largest heads log that a witness had seen by then; empty where none had. INVARIANT: rows that nobody signed hide
     * those of witnesses, and so leave nothing to be removed; they never make the time beside a checkpoint be believed.
     */
    private OptionalLong cosigned(TenantTx tx, Instant by) {
        var lines = store.cosigned(tx, by, MOST);
        var held = lines.stream().filter(line -> line.holds(keys.heads()) && !line.time().isAfter(by))
                .mapToLong(CosignatureLine::size).findFirst();
        return held.isEmpty() && lines.size() == MOST ? OptionalLong.of(0) : held;
    }

    private long signed(TenantTx tx, Instant by) {
        var origin = keys.originOf(reading.publicId(tx));
        return store.signed(tx, by, MOST).stream()
                .filter(each -> CheckpointSignature.of(each, origin, keys) == CheckpointSignature.HOLDS)
                .mapToLong(LogContent.Signed::size).findFirst().orElse(0);
    }
}
