package org.bailiwick.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.register.GrantJson;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the API shows it.
 *
 * @param change where the ordered change is; null where nothing is to be changed
 * @param removes the membership that is removed; only in the answer to the decision
 * @param alsoEnds what else the account holds through that membership alone
 * @param staysThrough paths that keep the access alive in spite of it
 */
record DecisionJson(UUID id, DecisionKind decision, @Nullable String decidedBy, Instant decidedAt,
        String justification, @Nullable Ticket ticket, @Nullable String change,
        @JsonInclude(JsonInclude.Include.NON_NULL) GrantJson.@Nullable Entitlement removes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<GrantJson.Entitlement> alsoEnds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<GrantJson.Entitlement>> staysThrough) {
    static DecisionJson of(VisibleTenant tenant, Decision decision, Optional<Removal.Removes> removes) {
        return new DecisionJson(decision.publicId(), decision.kind(), decision.personName().orElse(null),
                decision.decidedAt(), decision.justification(), decision.ticket().orElse(null),
                decision.change().map(
                        change -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), change)).orElse(null),
                removes.map(removal -> GrantJson.entitlement(removal.edge())).orElse(null),
                removes.map(removal -> DecisionRefusals.sources(removal.alsoEnds())).orElse(null),
                removes.map(removal -> removal.stays().stream().map(DecisionRefusals::sources).toList()).orElse(null));
    }
}
