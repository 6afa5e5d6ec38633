package org.bailiwick.finding;

import java.util.List;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.decision.Typed;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One finding with its history, and what can be decided about it.
 *
 * @param mayNotDecide why the person cannot decide; null where they can
 * @param typed what was typed and not taken, where something was
 * @param endsLeavers whether the person may open leaver cases
 * @param candidates who may decide in the tenant, and so can own it
 */
public record FindingPage(VisibleTenant tenant, FindingView finding, List<FindingEvent> events,
        @Nullable String mayNotDecide, Typed typed, boolean endsLeavers, List<WhoMay.Holder> candidates) {
    public FindingPage {
        events = List.copyOf(events);
        candidates = List.copyOf(candidates);
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public String path() {
        return "%s/findings/%s".formatted(home(), finding.id());
    }

    /** A credential stands on the page of the identity whose it is. */
    public @Nullable String subjectPath() {
        return finding.subjectPath() == null
                ? null
                : home() + finding.subjectPath()
                        + (finding.subject().kind() == SubjectKind.CREDENTIAL ? "#credentials" : "");
    }

    /** Where an owner is named; null where this is not about one, is settled, or is not this person's to say. */
    public @Nullable String ownerPath() {
        return finding.rule() == Rule.NO_OWNER && finding.state() == FindingState.OPEN && mayNotDecide == null
                && finding.subject().identity() != null
                        ? "%s/identities/%s#owner".formatted(home(), finding.subject().identity())
                        : null;
    }

    /** Where all the access of a leaver is ended at once; null where this is not about one, or not for this person. */
    public @Nullable String leaverPath() {
        return endsLeavers && finding.rule().id().equals("leaver-effective") && finding.subject().identity() != null
                ? "/all/leavers/new?tenant=%s&identity=%s".formatted(tenant.shortName(), finding.subject().identity())
                : null;
    }

    /** Whether somebody can be named to settle it, by this person. */
    public boolean ownable() {
        return mayNotDecide == null && finding.state() != FindingState.CLOSED;
    }

    public boolean owns(WhoMay.Holder candidate) {
        return finding.owner() != null && finding.owner().person().equals(candidate.person());
    }

    /** Only a grant has one membership whose removal can be ordered here. */
    public boolean revocable() {
        return finding.subject().kind() == SubjectKind.GRANT;
    }
}
