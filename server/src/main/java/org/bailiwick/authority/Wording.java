package org.bailiwick.authority;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Capabilities and where an authority comes from, as people say them. */
public final class Wording {
    private Wording() {}

    /** Completes "you may …". */
    public static String may(String capability) {
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
            case Capabilities.ACCOUNT_UNLOCK -> "unlock accounts";
            case Capabilities.SCOPE_PROPOSE -> "propose the expected scope";
            case Capabilities.SCOPE_APPROVE -> "approve the expected scope";
            case Capabilities.IDENTITY_CORRELATE -> "say whose identities are one person's";
            case Capabilities.STAFF_OFFBOARD -> "end the access of the service provider's own people who leave";
            case Capabilities.RECORD_KEEP ->
                "say how long the record is kept, who witnesses it and whose data is erased from it";
            case Capabilities.PATTERN_ASSIGN -> "name who answers for a weakness that several tenants share";
            default -> capability;
        };
    }

    /** Whom a contract lets decide: {@code tenant}, {@code msp} or {@code both}. */
    public static String side(String decides) {
        return switch (decides) {
            case "tenant" -> "the tenant's side";
            case "msp" -> "the MSP's side";
            default -> "either side";
        };
    }

    /** Who carries out what was decided. */
    public static String execution(boolean automatic) {
        return automatic ? "the product carries it out" : "an operator carries it out";
    }

    /** What happens while no accepted contract says anything about this. */
    static String unsaid(String capability) {
        if (capability.equals(Capabilities.STAFF_OFFBOARD)) {
            return "each time, an approver of the tenant is asked";
        }
        return AuthorityRule.byContract(capability)
                ? "nobody may do this here"
                : "whoever holds the authority may, on either side";
    }

    /** From {@code delegation ID from contract ID} to {@code delegation, from the accepted contract}. */
    public static String origin(String chain) {
        return Arrays.stream(chain.replaceAll(" [0-9a-f]{8}-[0-9a-f-]{27}", "").split(" from "))
                .map(Wording::source).collect(Collectors.joining(", from "));
    }

    /** What an authority stands on, one step of {@link #origin}. */
    public static String source(String source) {
        return switch (source) {
            case "contract" -> "the accepted contract";
            case "tenant owner" -> "being named the tenant's owner";
            case "expansion" -> "the authority held at the MSP";
            case "first administrator" -> "the first administrator";
            default -> source;
        };
    }
}
