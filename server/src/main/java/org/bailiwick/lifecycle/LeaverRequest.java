package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;

/**
 * What a tenant knows of somebody of its service provider who leaves: whose access here is to end, and by whose decision.
 *
 * @param identity public id
 * @param hash of the plan, to which an approval is bound; hexadecimal
 * @param decidedBy the name, where somebody decided and it was not erased
 */
public record LeaverRequest(TenantId tenant, long id, UUID publicId, UUID identity, String name, String hash,
        PersonId askedBy, Optional<String> askedByName, Instant askedAt, RequestState state, Instant stateAt,
        Optional<String> decidedBy, UUID correlation) {
    /** Says it all and names nobody else's system. */
    public static final String WHY = "the service provider's staff member leaves";

    /** With what is to end. */
    public record Dossier(LeaverRequest request, List<Item> items) {
        public Dossier {
            items = List.copyOf(items);
        }
    }
}
