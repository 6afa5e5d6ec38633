package org.bailiwick.bulk;

import java.time.Duration;

/** When one person alone is not enough. This is the one place that says it. */
final class SecondPerson {
    /** More accounts than these, over all tenants of one act, are touched only with somebody else's yes in each of them. */
    static final int MOST_ACCOUNTS_ALONE = 10;

    /** What one person decided alone in bulk, in whatever tenant, counts so long: several small ones are a large one. */
    static final Duration COUNTED = Duration.ofHours(24);

    private SecondPerson() {}

    static boolean neededFor(int accounts) {
        return accounts > MOST_ACCOUNTS_ALONE;
    }

    /**
     * Why somebody else has to agree; said to whoever asks, of their own acts alone.
     *
     * @param before accounts that they decided about alone shortly before
     * @param together these and what they are about to decide
     */
    static String why(int before, int together) {
        return before == 0
                ? "More than %d accounts".formatted(MOST_ACCOUNTS_ALONE)
                : "With what you decided in bulk within the last %d hours, in whatever tenant, it is %d accounts, and more than %d are not decided alone"
                        .formatted(COUNTED.toHours(), together, MOST_ACCOUNTS_ALONE);
    }
}
