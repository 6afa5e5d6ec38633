package org.bailiwick.connector.realmexport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group with its groups below it. */
record GroupDraft(String pointer, String name, @Nullable String id, @Nullable String path, List<Ref> roles,
        List<GroupDraft> groups) {}
