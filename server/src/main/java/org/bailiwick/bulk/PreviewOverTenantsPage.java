package org.bailiwick.bulk;

import java.util.List;
import org.bailiwick.decision.DecisionKind;
import org.jspecify.annotations.Nullable;

/** As {@link PreviewPage}, of an act over several tenants. */
public record PreviewOverTenantsPage(PreviewOverTenants preview, TypedWords words, boolean confirmable,
        @Nullable String message) {
    static PreviewOverTenantsPage of(BulkForm form, PreviewOverTenants preview,
            List<BulkProblem.Incomplete.Fault> faults, @Nullable String message) {
        return new PreviewOverTenantsPage(preview, TypedWords.of(form, faults),
                faults.isEmpty() && form.typed() && preview.decides(), message);
    }

    public boolean revokes() {
        return preview.kind() == DecisionKind.REVOKE;
    }

    /** For a button: {@code Revoke 12 grants in 3 tenants}. */
    public String verb() {
        int tenants = preview.tenants();
        return "%s %s in %d %s".formatted(revokes() ? "Revoke" : "Keep",
                Counted.of(preview.grants(), preview.findings()),
                tenants, tenants == 1 ? "tenant" : "tenants");
    }

    public String title() {
        return !preview.decides()
                ? "Nothing here can be %s in bulk".formatted(revokes() ? "revoked" : "kept")
                : verb() + "?";
    }

    /** Why somebody else has to agree. */
    public String whySecondPerson() {
        return SecondPerson.why(preview.alone().size(), preview.together());
    }
}
