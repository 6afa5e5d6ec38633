package org.bailiwick.finding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
 * @param handover naming who is to settle it
 */
public record FindingPage(VisibleTenant tenant, FindingView finding, List<FindingEvent> events,
        @Nullable String mayNotDecide, Typed typed, boolean endsLeavers, Handover handover) {
    public FindingPage {
        events = List.copyOf(events);
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

    /** Whether the form has this one chosen: as it was typed, or else who owns the finding. */
    public boolean chosen(WhoMay.Holder candidate) {
        return handover.problem() == null
                ? finding.owner() != null && finding.owner().person().equals(candidate.person())
                : handover.chosen().filter(candidate.authority()::equals).isPresent();
    }

    /**
     * The form that names an owner.
     *
     * @param candidates who may decide in the tenant, and so can own it
     * @param chosen as it was sent and refused; {@code reason} too
     * @param problem why it was refused; null where it was not
     */
    public record Handover(List<WhoMay.Holder> candidates, Optional<UUID> chosen, String reason,
            @Nullable String problem) {
        static final Handover NOTHING = new Handover(List.of(), Optional.empty(), "", null);

        public Handover {
            candidates = List.copyOf(candidates);
        }

        static Handover refused(Optional<UUID> chosen, String reason, String problem) {
            return new Handover(List.of(), chosen, reason, problem);
        }

        Handover among(List<WhoMay.Holder> holders) {
            return new Handover(holders, chosen, reason, problem);
        }
    }

    public boolean rolesOrGroups() {
        return finding.subject().kind() == SubjectKind.ENTITLEMENT;
    }

    /** Only a grant has one membership whose removal can be ordered here. */
    public boolean revocable() {
        return finding.subject().kind() == SubjectKind.GRANT;
    }
}
