package org.bailiwick.connector.keycloak;

import java.time.Duration;

/**
 * What a system may cost us: none of them may hold up a job, fill the memory or be overrun.
 *
 * @param connect for a connection to be made
 * @param answer for an answer to arrive, its body included
 * @param longestWait a wish to wait longer than this ends the reading
 * @param pageSize objects a page, at least 2, as pages overlap by one
 * @param largestAnswer bytes of one answer
 * @param requestsPerSecond how many requests are made at most
 */
record Limits(Duration connect, Duration answer, Duration longestWait, int pageSize, long largestAnswer,
        int requestsPerSecond) {
    static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(30), 200,
            64L * 1024 * 1024, 200);

    Limits {
        if (pageSize < 2) {
            throw new IllegalArgumentException("pages overlap by one object, so a page has at least two");
        }
        if (requestsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "`bailiwick.keycloak.requests-per-second` is %d: set it to 1 or more".formatted(requestsPerSecond));
        }
    }

    Limits withRequestsPerSecond(int most) {
        return new Limits(connect, answer, longestWait, pageSize, largestAnswer, most);
    }
}
