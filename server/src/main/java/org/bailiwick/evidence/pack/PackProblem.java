package org.bailiwick.evidence.pack;

import java.time.Instant;

/** Why a pack is not begun, or not given. */
sealed interface PackProblem {
    record PeriodMissing() implements PackProblem {}

    /** What has not happened yet cannot be packed. */
    record InTheFuture(String field, Instant now) implements PackProblem {}

    /** What began before was removed by retention, so a pack of it would have a hole that nobody sees. */
    record NotKept(Instant before) implements PackProblem {}

    record EndsBeforeItBegins() implements PackProblem {}

    record TooManyUnderWay(int most) implements PackProblem {}

    record NotFound() implements PackProblem {}

    record NotReady(String step) implements PackProblem {}

    record Failed(String why) implements PackProblem {}

    /** Something that it was built from is not there any more. */
    record Outdated(String why) implements PackProblem {}

    /** It came out differently this time, and nothing was erased; the next time it may not. */
    record NotAsBuilt(String why) implements PackProblem {}

    record Removed(String why) implements PackProblem {}

    /** Nothing of the tenant's record goes while a legal hold is set. */
    record Held() implements PackProblem {}

    /** @param ofTenant whether by this tenant's people; else by all of them together */
    record TooManyDownloads(int most, boolean ofTenant) implements PackProblem {}
}
