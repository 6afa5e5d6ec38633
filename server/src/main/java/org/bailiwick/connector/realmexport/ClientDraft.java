package org.bailiwick.connector.realmexport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client as a file tells it; of its secret only whether it stands in the file. */
final class ClientDraft {
    final String pointer;
    @Nullable
    String id;
    @Nullable
    String clientId;
    @Nullable
    Boolean enabled;
    @Nullable
    Boolean publicClient;
    @Nullable
    Boolean bearerOnly;
    @Nullable
    Boolean serviceAccount;
    @Nullable
    String authenticator;
    boolean hasSecret;
    boolean clearSecret;
    @Nullable
    String secretCreated;
    @Nullable
    String secretExpires;
    List<Ref> defaultRoles = List.of();

    ClientDraft(String pointer) {
        this.pointer = pointer;
    }
}
