package org.bailiwick.ledger.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/** Which values were erased, so far as entries of the log say so: each commits to the list of those that it is about. */
final class AttestedErasures {
    private final LogContent log;
    private final Map<UUID, Boolean> attested = new HashMap<>();

    AttestedErasures(LogContent log) {
        this.log = log;
    }

    /** By position, the pointers of values that were erased there. */
    Map<Long, Set<String>> of(long from, long to) {
        return log.erased(from, to).stream()
                .filter(each -> attested.computeIfAbsent(each.in(), this::attested))
                .collect(groupingBy(LogContent.Erased::index, mapping(LogContent.Erased::pointer, toSet())));
    }

    private boolean attested(UUID entry) {
        return log.erasure(entry).filter(erasure -> says(erasure.said(), erasure.sha256())).isPresent();
    }

    private static boolean says(byte[] said, String sha256) {
        try {
            return Json.parse(said) instanceof Json.Obj body
                    && body.textAt("bailiwick", "action").filter(Activity.VALUES_ERASED.text()::equals).isPresent()
                    && body.textAt("bailiwick", "facts", "values_sha256").filter(sha256::equals).isPresent();
        } catch (MalformedJsonException malformed) {
            return false;
        }
    }
}
