package org.bailiwick.authority;

import java.util.Set;

/** The word list of what an authority can allow; the table {@code capability} holds the same words. */
public final class Capabilities {
    public static final String TENANT_READ = "tenant.read";
    public static final String TENANT_MANAGE = "tenant.manage";
    public static final String REGISTER_READ = "register.read";
    public static final String SNAPSHOT_REQUEST = "snapshot.request";
    public static final String GRANT_DECIDE = "grant.decide";
    public static final String CHANGE_READ = "change.read";
    public static final String CHANGE_EXECUTE = "change.execute";
    public static final String EVIDENCE_READ = "evidence.read";
    public static final String AUTHORITY_DELEGATE = "authority.delegate";
    public static final String CONTRACT_ACCEPT = "contract.accept";
    public static final String OVERSIGHT_READ = "oversight.read";
    public static final String ESTATE_READ = "estate.read";
    public static final String ACCOUNT_UNLOCK = "account.unlock";
    public static final String SCOPE_PROPOSE = "scope.propose";
    public static final String SCOPE_APPROVE = "scope.approve";
    public static final String IDENTITY_CORRELATE = "identity.correlate";
    public static final String STAFF_OFFBOARD = "staff.offboard";
    public static final String RECORD_KEEP = "record.keep";
    public static final String PATTERN_ASSIGN = "pattern.assign";

    private static final Set<String> KNOWN = Set.of(TENANT_READ, TENANT_MANAGE, REGISTER_READ, SNAPSHOT_REQUEST,
            GRANT_DECIDE, CHANGE_READ, CHANGE_EXECUTE, EVIDENCE_READ, AUTHORITY_DELEGATE, CONTRACT_ACCEPT,
            OVERSIGHT_READ, ESTATE_READ, ACCOUNT_UNLOCK, SCOPE_PROPOSE, SCOPE_APPROVE, IDENTITY_CORRELATE,
            STAFF_OFFBOARD, RECORD_KEEP, PATTERN_ASSIGN);

    private Capabilities() {}

    public static Set<String> known() {
        return KNOWN;
    }
}
