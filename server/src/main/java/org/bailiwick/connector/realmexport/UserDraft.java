package org.bailiwick.connector.realmexport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as a file tells it; what it leaves out is null. */
final class UserDraft {
    final String file;
    final String pointer;
    @Nullable
    String id;
    @Nullable
    String username;
    @Nullable
    String firstName;
    @Nullable
    String lastName;
    @Nullable
    String email;
    @Nullable
    Boolean emailVerified;
    @Nullable
    Boolean enabled;
    @Nullable
    Long created;
    @Nullable
    String serviceClient;
    List<String> pending = List.of();
    List<Ref> realmRoles = List.of();
    List<Ref> clientRoles = List.of();
    List<Ref> groups = List.of();
    boolean lockedForGood;
    boolean clearPassword;
    boolean hashedPassword;

    UserDraft(String file, String pointer) {
        this.file = file;
        this.pointer = pointer;
    }
}
