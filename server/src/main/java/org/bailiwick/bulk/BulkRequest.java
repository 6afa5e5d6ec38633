package org.bailiwick.bulk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.DecisionRequest;
import org.bailiwick.decision.Ticket;

/**
 * One kind of decision about many grants, and findings about what is no grant.
 *
 * @param justification for every item that gives none of its own; may be empty
 * @param ticket for every item that gives none of its own
 */
public record BulkRequest(DecisionKind kind, String justification, Optional<Ticket> ticket, List<Item> items) {
    static final int MOST_ITEMS = 5_000;

    public BulkRequest {
        items = List.copyOf(items);
    }

    /** @param justification empty for the common one */
    public record Item(About about, String justification, Optional<Ticket> ticket) {
        public Item(UUID grant, String justification, Optional<Ticket> ticket) {
            this(About.grant(grant), justification, ticket);
        }

        public static Item of(UUID grant) {
            return new Item(grant, "", Optional.empty());
        }
    }

    /** Public ids of the grants, or of the findings, among the items. */
    List<UUID> ids(boolean findings) {
        return items.stream().map(Item::about).filter(about -> about.finding() == findings).map(About::id).toList();
    }

    /** What is said about this item, its own words first. */
    DecisionRequest wording(Item item) {
        return new DecisionRequest(kind, item.justification().isBlank() ? justification : item.justification(),
                item.ticket().isPresent() ? item.ticket() : ticket);
    }
}
