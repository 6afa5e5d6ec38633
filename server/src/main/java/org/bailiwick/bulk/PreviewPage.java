package org.bailiwick.bulk;

import java.util.List;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk would do, with the words that were typed so far.
 *
 * @param confirmable whether the words are whole, so that this can be asked for by its hash
 * @param message why it was not taken the last time; null where it was not sent
 */
public record PreviewPage(VisibleTenant tenant, Preview preview, TypedWords words, boolean confirmable,
        @Nullable String message) {
    static PreviewPage of(VisibleTenant tenant, BulkForm form, Preview preview,
            List<BulkProblem.Incomplete.Fault> faults, @Nullable String message) {
        return new PreviewPage(tenant, preview, TypedWords.of(form, faults),
                faults.isEmpty() && form.typed() && !preview.decidable().isEmpty(), message);
    }

    public String path() {
        return "/t/%s/decisions".formatted(tenant.shortName());
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }

    public boolean revokes() {
        return preview.kind() == DecisionKind.REVOKE;
    }

    /** For a button: {@code Revoke 12 grants in Acme Dental}. */
    public String verb() {
        return "%s %s in %s".formatted(revokes() ? "Revoke" : "Keep", preview.counted(), tenant.name());
    }

    public String title() {
        return preview.decidable().isEmpty()
                ? "Nothing here can be %s in bulk".formatted(revokes() ? "revoked" : "kept")
                : verb() + "?";
    }

    /** Why somebody else has to agree. */
    public String whySecondPerson() {
        return SecondPerson.why(preview.alone().size(), preview.together());
    }
}
