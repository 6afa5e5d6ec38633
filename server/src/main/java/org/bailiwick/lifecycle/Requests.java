package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Reads, in one tenant, who of its service provider leaves and what of their access here is to end. */
@Component
public final class Requests {
    private static final int MOST = 200;

    private final RequestStore store;

    Requests(RequestStore store) {
        this.store = store;
    }

    /** Newest first. */
    public List<LeaverRequest> list(TenantTx tx) {
        return store.list(tx, MOST);
    }

    public Optional<LeaverRequest.Dossier> find(TenantTx tx, UUID request) {
        return store.find(tx, request).map(found -> new LeaverRequest.Dossier(found,
                store.items(tx::sql, Set.of(tx.tenant()), Set.of(found.publicId()))));
    }
}
