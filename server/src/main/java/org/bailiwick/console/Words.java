package org.bailiwick.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.bailiwick.authority.Capabilities;

/** Capabilities and roles as people say them. */
final class Words {
    private Words() {}

    /** Completes "you may …". */
    static String may(String capability) {
        return switch (capability) {
            case Capabilities.TENANT_READ -> "see the tenant and its contract";
            case Capabilities.TENANT_MANAGE -> "connect its systems";
            case Capabilities.REGISTER_READ -> "read the register";
            case Capabilities.SNAPSHOT_REQUEST -> "have systems read again";
            case Capabilities.GRANT_DECIDE -> "decide about grants";
            case Capabilities.CHANGE_READ -> "follow changes";
            case Capabilities.CHANGE_EXECUTE -> "carry out changes";
            case Capabilities.EVIDENCE_READ -> "read the record";
            case Capabilities.AUTHORITY_DELEGATE -> "hand on authority";
            case Capabilities.CONTRACT_ACCEPT -> "accept the contract";
            case Capabilities.OVERSIGHT_READ -> "see patterns over tenants";
            case Capabilities.ESTATE_READ -> "see the whole estate";
            default -> capability;
        };
    }

    /** What somebody is in a tenant, by the strongest thing they hold there. */
    static String role(Collection<String> capabilities) {
        if (capabilities.contains(Capabilities.GRANT_DECIDE)) {
            return "approver";
        }
        if (capabilities.contains(Capabilities.CHANGE_EXECUTE)) {
            return "operator";
        }
        if (capabilities.contains(Capabilities.ESTATE_READ)) {
            return "risk owner";
        }
        if (capabilities.contains(Capabilities.TENANT_MANAGE)) {
            return "manager";
        }
        if (capabilities.contains(Capabilities.CONTRACT_ACCEPT)) {
            return "tenant owner";
        }
        return capabilities.contains(Capabilities.EVIDENCE_READ) ? "auditor" : "reader";
    }

    /** From {@code delegation ID from contract ID} to {@code delegation, from the accepted contract}. */
    static String origin(String chain) {
        return Arrays.stream(chain.replaceAll(" [0-9a-f]{8}-[0-9a-f-]{27}", "").split(" from "))
                .map(Words::source).collect(Collectors.joining(", from "));
    }

    private static String source(String source) {
        return switch (source) {
            case "contract" -> "the accepted contract";
            case "tenant owner" -> "being named the tenant's owner";
            case "first administrator" -> "the first administrator";
            default -> source;
        };
    }
}
