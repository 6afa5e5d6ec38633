package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.List;

/** Reads users, of today's and of the oldest shapes. A user that breaks off in the middle is left out. */
final class UsersReader {
    private final Cursor cursor;
    private final Refs refs;

    UsersReader(Cursor cursor, Refs refs) {
        this.cursor = cursor;
        this.refs = refs;
    }

    void read(List<UserDraft> into) {
        cursor.list(Kinds.USERS, index -> {
            var user = new UserDraft(cursor.file(), cursor.pointer());
            if (cursor.object(Kinds.USERS, name -> field(user, name))) {
                into.add(user);
            } else if (cursor.atNull()) {
                cursor.unread("is null where a user belongs", Kinds.USERS);
            }
        });
    }

    private void field(UserDraft user, String name) {
        switch (name) {
            case "id" -> user.id = cursor.text(Kinds.ACCOUNT);
            case "username" -> user.username = cursor.name(Kinds.ACCOUNT);
            case "firstName" -> user.firstName = cursor.text(Kinds.NONE);
            case "lastName" -> user.lastName = cursor.text(Kinds.NONE);
            case "email" -> user.email = cursor.text(Kinds.NONE);
            case "emailVerified" -> user.emailVerified = cursor.flag(Kinds.NONE);
            case "enabled" -> user.enabled = cursor.flag(Kinds.NONE);
            case "createdTimestamp" -> user.created = cursor.whole(Kinds.NONE);
            case "serviceAccountClientId", "serviceAccountClientLink" ->
                user.serviceClient = cursor.text(Kinds.ACCOUNT);
            case "requiredActions" -> user.pending = pending();
            case "realmRoles" -> user.realmRoles = refs.list(null, "/realmRoles", Kinds.MEMBERSHIP);
            case "clientRoles", "applicationRoles" ->
                user.clientRoles = refs.byClient("/" + name, Kinds.MEMBERSHIP);
            case "groups" -> user.groups = refs.list(null, "/groups", Kinds.MEMBERSHIP);
            case "credentials" -> cursor.list(Kinds.NONE, index -> credential(user));
            case "attributes" -> cursor.object(Kinds.NONE, attribute -> attribute(user, attribute));
            default -> {
                // Consents and links say nothing about access.
            }
        }
    }

    /** Keycloak's own mark that it disabled the account after failed sign-ins; nobody's disabling has it. */
    private void attribute(UserDraft user, String name) {
        if (name.equals("disabledReason")) {
            cursor.list(Kinds.NONE,
                    index -> user.lockedForGood |= "permanentLockout".equals(cursor.text(Kinds.NONE)));
        }
    }

    private List<String> pending() {
        var actions = new ArrayList<String>();
        cursor.list(Kinds.NONE, index -> {
            var action = cursor.text(Kinds.NONE);
            if (action != null) {
                actions.add(action);
            }
        });
        return actions;
    }

    /** Only whether a password or its hash stands there; neither is kept. */
    private void credential(UserDraft user) {
        cursor.object(Kinds.NONE, name -> {
            switch (name) {
                case "value" -> user.clearPassword |= Secret.isClear(cursor.text(Kinds.NONE));
                case "hashedSaltedValue", "secretData" -> user.hashedPassword |= Secret.isHash(cursor.text(Kinds.NONE));
                default -> {
                    // The rest does not open anything.
                }
            }
        });
    }
}
