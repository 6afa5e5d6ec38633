package org.bailiwick.ledger.log;

import org.jspecify.annotations.Nullable;

/**
 * The first thing of a log that is not as it was recorded.
 *
 * @param index the entry's position; null where it is about the log as a whole
 */
record LogFault(@Nullable Long index, String what) {}
