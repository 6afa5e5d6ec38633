package org.bailiwick.connector.realmexport;

import org.jspecify.annotations.Nullable;

/**
 * A role or group that something names.
 *
 * @param client whose role it is; null for a realm role or a group
 * @param tail where it is named, below what names it
 */
record Ref(@Nullable String client, String name, String tail) {
    /** As an administrator says it. */
    String words() {
        return client == null ? name : client + "/" + name;
    }
}
