package org.bailiwick.bulk;

import java.time.Duration;

/** When one person alone is not enough. This is the one place that says it. */
final class SecondPerson {
    /** More accounts than these are touched by one bulk only with somebody else's yes. */
    static final int MOST_ACCOUNTS_ALONE = 10;

    /** What one person decided alone in bulk in the same tenant counts so long: several small ones are a large one. */
    static final Duration COUNTED = Duration.ofHours(24);

    private SecondPerson() {}

    static boolean neededFor(int accounts) {
        return accounts > MOST_ACCOUNTS_ALONE;
    }
}
