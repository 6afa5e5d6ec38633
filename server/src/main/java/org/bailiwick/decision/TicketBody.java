package org.bailiwick.decision;

import org.jspecify.annotations.Nullable;

/** A ticket as it is posted to the API. */
public record TicketBody(@Nullable String system, @Nullable String key) {
    public Ticket ticket() {
        return new Ticket(system == null ? "" : system, key == null ? "" : key);
    }
}
