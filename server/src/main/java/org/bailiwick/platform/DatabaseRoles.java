package org.bailiwick.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of the login roles; two installations may share a cluster, so they can be chosen. */
public record DatabaseRoles(String prefix) {
    public static final DatabaseRoles DEFAULT = new DatabaseRoles("bw_");
    private static final String[] NAMES = {"tenant", "worker", "oversight", "estate", "sequencer", "retention",
        "signin", "migrate"};

    public DatabaseRoles {
        if (!prefix.matches("[a-z][a-z0-9_]{0,30}")) {
            throw new IllegalArgumentException(
                    "the role prefix `%s` is not made of small letters, digits and _".formatted(prefix));
        }
    }

    /** What stands for {@code ${tenant}} and so on in migrations and in the set-up script. */
    public Map<String, String> placeholders() {
        var placeholders = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            placeholders.put(name, prefix + name);
        }
        return placeholders;
    }
}
