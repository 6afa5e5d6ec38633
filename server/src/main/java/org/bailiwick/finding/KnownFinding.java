package org.bailiwick.finding;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.platform.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the database has it, before a rule says something new.
 *
 * @param decision {@code kept} or {@code revoke ordered}; null while undecided
 * @param changeState of the change that was ordered to end it
 * @param changeReadAt when the tenant's system was last read back for that change
 * @param owner who was named to settle it
 * @param keptAs what it said when it was kept; null where it is not kept, or was before that was remembered
 */
record KnownFinding(long id, UUID publicId, String key, SubjectRef subject, Severity severity, String title,
        List<String> reasons, @Nullable String detail, FindingState state, @Nullable String decision,
        @Nullable String changeState, @Nullable Instant changeReadAt, @Nullable PersonId owner,
        @Nullable Kept keptAs) {
    /** What somebody decided to keep. */
    record Kept(Severity severity, List<String> reasons) {
        Kept {
            reasons = List.copyOf(reasons);
        }
    }

    /** Of a decision from before it was remembered, what the finding said last. */
    Kept kept() {
        return keptAs == null ? new Kept(severity, reasons) : keptAs;
    }

    boolean says(Fact fact) {
        return severity == fact.severity() && title.equals(fact.title()) && reasons.equals(fact.reasons())
                && subject.id() == fact.subject().id()
                && (detail == null ? fact.detailJson() == null : detail.equals(fact.detailJson()));
    }
}
