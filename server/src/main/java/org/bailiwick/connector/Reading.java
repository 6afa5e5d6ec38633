package org.bailiwick.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a direct read showed. Each carries the requests it rests on, so that evidence can name them. */
public sealed interface Reading {
    List<Request> requests();

    /** @param sha256 of the raw answer, hexadecimal */
    record Request(String method, String path, int status, String sha256) {}

    /** @param paths each from the account's direct membership to the entitlement, names included */
    record Held(List<Path> paths, List<Request> requests) implements Reading {}

    record NotHeld(List<Request> requests) implements Reading {}

    record AccountFound(Observed.Account account, List<Request> requests) implements Reading {}

    record AccountGone(List<Request> requests) implements Reading {}

    /** The system did not answer. */
    record Unreachable(String reason, List<Request> requests) implements Reading {}

    /** It answered, but not enough to conclude anything: no permission, half an answer, contradicting reads. */
    record Incomplete(String reason, List<Request> requests) implements Reading {}

    record Path(List<Step> steps) {
        public Path {
            steps = List.copyOf(steps);
        }
    }

    record Step(EntitlementKey key, @Nullable String name) {}
}
