package org.bailiwick.bulk;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionRequest;

/**
 * One grant or finding of a bulk and what became of it.
 *
 * @param holder and {@code entitlement}: names as the register knows them, of a finding its title; empty where there is none
 * @param removes name of the membership that was shown as the one to be removed
 * @param state {@code waiting}, {@code decided} or {@code refused}
 * @param decision public id of its decision; of grants alone
 * @param change public id of the change that the decision ordered, and in which state that is
 * @param refused why it was not decided
 */
public record BulkItem(int number, About about, Optional<String> holder, Optional<String> entitlement,
        Optional<String> removes, DecisionRequest wording, String state, Optional<UUID> decision,
        Optional<Change> change, Optional<Refused> refused) {
    public record Change(UUID id, String state) {}

    /** @param problem its name, as the API says it */
    public record Refused(String problem, String detail) {}
}
