package org.bailiwick.register;

/** What tells whether an identity is still needed: when it was last used, and how old its secrets are. */
record IdentityUse(LastUse lastUse, OldestSecret oldestSecret) {
    /** Of an identity without an account. */
    static final IdentityUse NOWHERE = new IdentityUse(LastUse.NOT_KNOWN, OldestSecret.NONE);
}
