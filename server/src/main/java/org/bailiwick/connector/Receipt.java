package org.bailiwick.connector;

import java.time.Duration;

/** What the system answered to an alteration. None of these says that the effect is there: only a read does. */
public sealed interface Receipt {
    record Accepted(String answer) implements Receipt {}

    record Refused(String reason) implements Receipt {}

    /** No answer: the call may or may not have had its effect. */
    record Unknown(String reason) implements Receipt {}

    /** It was not taken; try again after this time. */
    record Throttled(Duration retryAfter) implements Receipt {}

    /** The state before was not the expected one; nothing was sent. */
    record NotAsExpected(String found) implements Receipt {}

    /** No connection could be made; nothing was sent. */
    record Unreachable(String reason) implements Receipt {}
}
