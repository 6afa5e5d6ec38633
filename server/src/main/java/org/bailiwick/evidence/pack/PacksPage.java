package org.bailiwick.evidence.pack;

import java.util.List;
import org.bailiwick.evidence.EvidenceQuery;
import org.bailiwick.evidence.Timeline;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * The packs of a tenant, newest first, and the form that asks for another.
 *
 * @param typed what stands in the form: what was sent and not taken, or the filters of the timeline that led here
 * @param error why it was not taken; null where nothing was sent
 */
public record PacksPage(VisibleTenant tenant, List<AuditPack> packs, EvidenceQuery typed, @Nullable String error,
        @Nullable String first, @Nullable String next) {
    public PacksPage {
        packs = List.copyOf(packs);
    }

    public String path() {
        return path(tenant);
    }

    static String path(VisibleTenant tenant) {
        return "/t/%s/packs".formatted(tenant.shortName());
    }

    public List<String> actions() {
        return Timeline.knownActions();
    }

    public List<String> outcomes() {
        return Timeline.knownOutcomes();
    }

    /** Whether a filter is set, so that it is to be seen. */
    public boolean filtered() {
        return !PackRequest.filters(typed).isEmpty();
    }
}
