package org.bailiwick.ledger.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says of a legal hold: that it was set, or that it was lifted.
 *
 * @param index null while the entry waits for its position
 * @param hold its id, as the entry has it
 * @param ofTenant whether somebody of the tenant set it; null where the entry does not say
 */
record HoldEntry(@Nullable Long index, boolean lifts, String hold, Instant at, @Nullable String ticket,
        @Nullable Boolean ofTenant) {
    /** Empty where it is about something else. */
    static Optional<HoldEntry> of(@Nullable Long index, Json.Obj said) {
        var action = said.textAt("bailiwick", "action").orElse("");
        boolean lifts = action.equals(Activity.HOLD_LIFTED.text());
        if (!lifts && !action.equals(Activity.HOLD_SET.text())) {
            return Optional.empty();
        }
        return Optional.of(new HoldEntry(index, lifts, said.textAt("bailiwick", "concerns", "uid").orElse(""),
                time(said), said.textAt("bailiwick", "ticket", "uid").orElse(null),
                said.at("bailiwick", "facts", LegalHold.OF_TENANT).map(Json.bool(true)::equals).orElse(null)));
    }

    /** When an entry happened, by what it says itself; what cannot be read is of the end of all time. */
    static Instant time(Json.Obj said) {
        try {
            return said.textAt("time_dt").map(Instant::parse).orElse(Instant.MAX);
        } catch (DateTimeException unreadable) {
            return Instant.MAX;
        }
    }

    /** How the reason stands in the entry's message, where that was not erased. */
    String message(String reason) {
        return LegalHold.message(lifts ? Activity.HOLD_LIFTED : Activity.HOLD_SET, reason);
    }
}
