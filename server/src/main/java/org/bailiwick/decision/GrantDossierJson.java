package org.bailiwick.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.GrantJson;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the list shows it, and what deciding it would mean.
 *
 * @param alsoEnds what else the account would lose, because it holds it through the removed membership alone
 * @param staysThrough paths that would keep the access alive
 * @param sources where the access comes from, when no single membership can be removed
 * @param disconnected whether the system is disconnected, so that nothing can be revoked in it
 * @param connectorAccess whether it is access by which the product itself reads and changes the system
 * @param openChange the change that is not proven yet and stands in the way of another decision
 */
record GrantDossierJson(@JsonUnwrapped GrantJson grant,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<GrantJson.Entitlement> alsoEnds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<List<GrantJson.Entitlement>> staysThrough,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<GrantJson.Entitlement> sources,
        boolean disconnected, boolean connectorAccess, @Nullable String openChange, List<DecisionJson> decisions) {
    static GrantDossierJson of(VisibleTenant tenant, GrantDecisions.Dossier dossier,
            @Nullable Expectation expectation) {
        var json = GrantJson.of(dossier.grant(), expectation, dossier.age().observedAt());
        var change = dossier.openChange()
                .map(open -> "/api/v1/tenants/%s/changes/%s".formatted(tenant.publicId(), open.publicId()))
                .orElse(null);
        var decisions = dossier.decisions().stream()
                .map(decision -> DecisionJson.of(tenant, decision, Optional.empty())).toList();
        return switch (dossier.removal()) {
            case Removal.Removes(var edge, var alsoEnds, var stays) -> new GrantDossierJson(json,
                    DecisionRefusals.sources(alsoEnds), stays.stream().map(DecisionRefusals::sources).toList(), null,
                    dossier.disconnected().isPresent(), dossier.connectorAccess(), change, decisions);
            case Removal.NotRemovable(var reason, var sources) -> new GrantDossierJson(json, null, null,
                    DecisionRefusals.sources(sources), dossier.disconnected().isPresent(),
                    dossier.connectorAccess(), change, decisions);
        };
    }
}
