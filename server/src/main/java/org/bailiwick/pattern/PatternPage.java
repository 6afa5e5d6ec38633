package org.bailiwick.pattern;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.WhoMay;
import org.jspecify.annotations.Nullable;

/** One pattern, by tenant, with who answers for it and what became of it. */
public record PatternPage(WholePattern whole, Handover handover) {
    public PatternView pattern() {
        return whole.view();
    }

    /** Whether the form has this one chosen: as it was typed, or else who answers for it. */
    public boolean chosen(WhoMay.Holder candidate) {
        var owner = pattern().owner();
        return handover.problem() == null
                ? owner != null && owner.person().equals(candidate.person())
                : handover.typed().authority().filter(candidate.authority()::equals).isPresent();
    }

    public String plan() {
        var owner = pattern().owner();
        return handover.problem() != null
                ? handover.typed().plan()
                : owner == null || owner.plan() == null ? "" : owner.plan();
    }

    public String dueOn() {
        var owner = pattern().owner();
        if (handover.problem() != null) {
            return handover.typed().dueOn() == null ? "" : handover.typed().dueOn().toString();
        }
        return owner == null || owner.dueOn() == null ? "" : owner.dueOn().toString();
    }

    /**
     * The form that names who answers for it.
     *
     * @param offered whether this person may name somebody
     * @param candidates who could be named
     * @param typed as it was sent and refused; {@code problem} why, null where it was not
     */
    public record Handover(boolean offered, List<WhoMay.Holder> candidates, Typed typed, @Nullable String problem) {
        public Handover {
            candidates = List.copyOf(candidates);
        }
    }

    /** What was sent. */
    public record Typed(Optional<UUID> authority, String reason, String plan, @Nullable LocalDate dueOn) {
        static final Typed NOTHING = new Typed(Optional.empty(), "", "", null);
    }
}
