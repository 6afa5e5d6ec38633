package org.bailiwick.ledger.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bailiwick.ledger.Activity;
import org.bailiwick.proof.Json;

/**
 * Which entries are believed when they say that values were erased: those that commit to exactly the list of them, after
 * two people agreed on this list in entries that have their positions.
 */
final class AttestedErasures {
    private final Function<UUID, Optional<LogContent.Erasure>> log;
    private final Map<UUID, Boolean> attested = new HashMap<>();

    /** @param log reads the entry that is said to tell of an erasure */
    AttestedErasures(Function<UUID, Optional<LogContent.Erasure>> log) {
        this.log = log;
    }

    boolean believed(UUID entry) {
        return attested.computeIfAbsent(entry, each -> log.apply(each).filter(AttestedErasures::whole).isPresent());
    }

    private static boolean whole(LogContent.Erasure erasure) {
        return ErasureStory.parse(erasure.said()).filter(said -> says(said, erasure.sha256()))
                .flatMap(said -> uid(said).flatMap(uid -> ErasureStory.of(uid, erasure.told())))
                .filter(agreed -> agreed.valuesSha256().equals(erasure.sha256()))
                .filter(agreed -> erasure.index() == null || agreed.index() < erasure.index()).isPresent();
    }

    private static boolean says(Json.Obj said, String sha256) {
        return said.textAt("bailiwick", "action").filter(Activity.VALUES_ERASED.text()::equals).isPresent()
                && said.textAt("bailiwick", "facts", "values_sha256").filter(sha256::equals).isPresent();
    }

    private static Optional<UUID> uid(Json.Obj said) {
        return said.textAt("bailiwick", "facts", "erasure").flatMap(text -> {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException none) {
                return Optional.empty();
            }
        });
    }
}
