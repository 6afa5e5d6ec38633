package org.bailiwick.connector;

/** Kinds of objects, each with its own statement of completeness. */
public enum ObjectKind {
    ACCOUNTS, CREDENTIALS, ENTITLEMENTS, CONTAINMENTS, MEMBERSHIPS, SETTINGS
}
