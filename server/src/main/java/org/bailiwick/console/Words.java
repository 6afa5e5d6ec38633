package org.bailiwick.console;

import java.util.Collection;
import org.bailiwick.authority.Capabilities;

/** Roles as people say them. */
final class Words {
    private Words() {}

    /** What somebody is in a tenant, by the strongest thing they hold there. */
    static String role(Collection<String> capabilities) {
        if (capabilities.contains(Capabilities.ESTATE_READ)) {
            return "risk owner";
        }
        if (capabilities.contains(Capabilities.GRANT_DECIDE)) {
            return "approver";
        }
        if (leads(capabilities)) {
            return "risk owner";
        }
        if (capabilities.contains(Capabilities.CHANGE_EXECUTE)) {
            return "operator";
        }
        if (capabilities.contains(Capabilities.TENANT_MANAGE)) {
            return "manager";
        }
        if (capabilities.contains(Capabilities.CONTRACT_ACCEPT)) {
            return "tenant owner";
        }
        return capabilities.contains(Capabilities.EVIDENCE_READ) ? "auditor" : "reader";
    }

    /** In a customer the MSP's side is led by who manages the tenant and hands authority on, and not by who carries out. */
    private static boolean leads(Collection<String> capabilities) {
        return capabilities.contains(Capabilities.TENANT_MANAGE)
                && capabilities.contains(Capabilities.AUTHORITY_DELEGATE);
    }
}
