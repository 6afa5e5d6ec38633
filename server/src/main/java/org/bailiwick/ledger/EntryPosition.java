package org.bailiwick.ledger;

import java.time.Instant;
import java.util.UUID;

/** Where a page of the timeline ended: newest first, and by id among entries of the same microsecond. */
public record EntryPosition(Instant occurredAt, UUID id) {}
