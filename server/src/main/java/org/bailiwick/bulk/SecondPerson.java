package org.bailiwick.bulk;

/** When one person alone is not enough. This is the one place that says it. */
final class SecondPerson {
    /** More accounts than these are touched by one bulk only with somebody else's yes. */
    static final int MOST_ACCOUNTS_ALONE = 10;

    private SecondPerson() {}

    static boolean neededFor(int accounts) {
        return accounts > MOST_ACCOUNTS_ALONE;
    }
}
