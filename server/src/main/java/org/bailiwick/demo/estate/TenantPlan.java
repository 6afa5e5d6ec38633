package org.bailiwick.demo.estate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A customer of the estate as it is to be set up.
 *
 * @param shortName how the portal's addresses name it
 * @param approver the username of the person who answers for the tenant's side
 * @param deputy the username of the second person who decides on the tenant's side
 * @param expectedScope the JSON file that is proposed and approved
 * @param owners who answers for machines and shared accounts, by the account's name
 * @param supportModel how the MSP's role model was copied here
 * @param lockedOut who forgot their password just now
 */
public record TenantPlan(String shortName, String name, RealmPlan realm, String approver, String approverName,
        String deputy, String deputyName, String expectedScope, Map<String, String> owners, String supportModel,
        List<String> lockedOut) {
    public TenantPlan {
        owners = Collections.unmodifiableMap(new LinkedHashMap<>(owners));
        lockedOut = List.copyOf(lockedOut);
    }

    TenantPlan in(RealmPlan other) {
        return new TenantPlan(shortName, name, other, approver, approverName, deputy, deputyName, expectedScope, owners,
                supportModel,
                lockedOut);
    }
}
