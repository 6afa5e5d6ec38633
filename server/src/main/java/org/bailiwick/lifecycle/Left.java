package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.Json;

/**
 * What somebody has to order in one tenant so that nothing is left there. People read it by names; what they confirm is
 * bound to the hash of exactly this, over all tenants.
 */
record Left(TenantId tenant, PartPlan plan, Map<UUID, String> names) {
    Left {
        names = Map.copyOf(names);
    }

    String name(UUID id) {
        return names.getOrDefault(id, "name not known");
    }

    static String hash(List<Left> left) {
        return PartPlan.hash(Json.array(left.stream().map(each -> Json.object().put("tenant", each.tenant().value())
                .put("plan", each.plan().json()).build()).toList()));
    }
}
