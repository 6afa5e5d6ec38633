package org.bailiwick.finding;

import java.util.List;
import org.bailiwick.decision.Typed;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One finding with its history, and what can be decided about it.
 *
 * @param mayNotDecide why the person cannot decide; null where they can
 * @param typed what was typed and not taken, where something was
 */
public record FindingPage(VisibleTenant tenant, FindingView finding, List<FindingEvent> events,
        @Nullable String mayNotDecide, Typed typed) {
    public FindingPage {
        events = List.copyOf(events);
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public String path() {
        return "%s/findings/%s".formatted(home(), finding.id());
    }

    public @Nullable String subjectPath() {
        return finding.subjectPath() == null ? null : home() + finding.subjectPath();
    }

    /** Only a grant has one membership whose removal can be ordered here. */
    public boolean revocable() {
        return finding.subject().kind() == SubjectKind.GRANT;
    }
}
