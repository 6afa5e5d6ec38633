package org.bailiwick.connector.realmexport;

import static org.bailiwick.connector.ObjectKind.ACCOUNTS;
import static org.bailiwick.connector.ObjectKind.CONTAINMENTS;
import static org.bailiwick.connector.ObjectKind.CREDENTIALS;
import static org.bailiwick.connector.ObjectKind.ENTITLEMENTS;
import static org.bailiwick.connector.ObjectKind.MEMBERSHIPS;
import static org.bailiwick.connector.ObjectKind.SETTINGS;

import java.util.Set;
import org.bailiwick.connector.ObjectKind;

/** What is no longer completely known when a part of an export cannot be read. */
final class Kinds {
    static final Set<ObjectKind> ALL = Set.of(ObjectKind.values());
    static final Set<ObjectKind> NONE = Set.of();
    static final Set<ObjectKind> USERS = Set.of(ACCOUNTS, MEMBERSHIPS, CREDENTIALS);
    static final Set<ObjectKind> ACCOUNT = Set.of(ACCOUNTS);
    static final Set<ObjectKind> MEMBERSHIP = Set.of(MEMBERSHIPS);
    static final Set<ObjectKind> ROLES = Set.of(ENTITLEMENTS, CONTAINMENTS);
    static final Set<ObjectKind> GROUPS = Set.of(ENTITLEMENTS, CONTAINMENTS, MEMBERSHIPS);
    static final Set<ObjectKind> CONTENTS = Set.of(CONTAINMENTS);
    static final Set<ObjectKind> CLIENTS = Set.of(CREDENTIALS);
    static final Set<ObjectKind> SETTING = Set.of(SETTINGS);

    private Kinds() {}
}
