package org.bailiwick.connector.realmexport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role as a file tells it.
 *
 * @param contents the roles in it
 * @param contentsTold false where the file says that it is composite but not of what
 */
record RoleDraft(String pointer, @Nullable String client, String name, @Nullable String id,
        @Nullable String description, List<Ref> contents, boolean contentsTold) {}
