package org.bailiwick.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an item of a bulk is about, by public id: a grant, or a finding about something that is no grant. */
public record About(UUID id, boolean finding) {
    public static About grant(UUID id) {
        return new About(id, false);
    }

    public static About finding(UUID id) {
        return new About(id, true);
    }

    @Nullable
    UUID grantOrNull() {
        return finding ? null : id;
    }

    @Nullable
    UUID findingOrNull() {
        return finding ? id : null;
    }
}
