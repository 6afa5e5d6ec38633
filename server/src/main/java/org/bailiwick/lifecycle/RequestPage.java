package org.bailiwick.lifecycle;

import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One request in its tenant.
 *
 * @param mayNotAnswer why the person does not answer it; null where they may, or where nothing is to be answered
 */
public record RequestPage(VisibleTenant tenant, LeaverRequest.Dossier dossier, @Nullable String mayNotAnswer) {
    /** All requests of a tenant, newest first. */
    public record Listed(VisibleTenant tenant, List<LeaverRequest> requests) {
        public Listed {
            requests = List.copyOf(requests);
        }

        public String path() {
            return "/t/%s/leavers".formatted(tenant.shortName());
        }
    }

    public String path() {
        return "/t/%s/leavers/%s".formatted(tenant.shortName(), dossier.request().publicId());
    }

    public boolean waits() {
        return dossier.request().state() == RequestState.AWAITING_APPROVAL;
    }
}
