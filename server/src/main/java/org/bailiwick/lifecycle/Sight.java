package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.change.ChangeState;
import org.bailiwick.platform.TenantId;

/**
 * All that is known of a case in one tenant: what the register shows, how far that was read, what was asked for and how far
 * that is. In the MSP's own directory nothing is ever ordered.
 *
 * @param undecided how many accounts may be theirs as well and wait for a person's word, in words
 */
record Sight(LeaverCase leaver, Presence presence, Reading reading, List<Part> parts, List<Item> items,
        Optional<String> undecided) {
    Sight {
        parts = List.copyOf(parts);
        items = List.copyOf(items);
    }

    TenantId tenant() {
        return presence.tenant();
    }

    boolean ownDirectory() {
        return tenant().equals(TenantId.MSP);
    }

    /** Whether any reading shows an account of the person here, or the case asked for something. */
    boolean concerned() {
        return !presence.accounts().isEmpty() || !parts.isEmpty();
    }

    /** Only readings that began later say how it stands now. */
    Instant since() {
        return lastProof().filter(proof -> proof.isAfter(leaver.readFrom())).orElse(leaver.readFrom());
    }

    Optional<Instant> lastProof() {
        return items.stream().map(Item::change).flatMap(Optional::stream)
                .filter(change -> change.state() == ChangeState.VERIFIED).map(Item.Change::stateAt)
                .max(Comparator.naturalOrder());
    }

    Optional<Reading.Unread> unread() {
        return reading.unread(since());
    }

    PartPlan left() {
        return presence.plan(leaver.memberships());
    }

    /** What nobody has to confirm or permit any more: a reading since shows that other hands ended it. */
    List<Part> moot() {
        return parts.stream().filter(part -> part.state() == PartState.FOUND || part.state() == PartState.NOT_PERMITTED)
                .filter(part -> part.plan().common(left()).empty() && unread().isEmpty()).toList();
    }

    /** Proven by a change that was read back, or by a reading since that shows what nobody ordered gone all the same. */
    boolean ended(Item item) {
        return item.ended() || item.change().isEmpty() && item.stand().toBeOrdered()
                && item.plan().common(left()).empty() && unread().isEmpty();
    }

    /** Access of accounts that no part of the case names yet. */
    PartPlan unplanned() {
        return ownDirectory()
                ? PartPlan.NOTHING
                : left().without(plans(parts.stream().filter(part -> part.state() != PartState.REPLACED)
                        .map(Part::plan)).accountIds());
    }

    /** What must be ordered so that nothing is left; what is under way, waits for an answer or is out of reach is left alone. */
    PartPlan again() {
        if (ownDirectory()) {
            return PartPlan.NOTHING;
        }
        var goesOn = plans(Stream.concat(
                parts.stream().filter(part -> part.state() == PartState.TO_ORDER).map(Part::plan),
                items.stream().filter(item -> !ended(item) && !item.stand().toBeOrdered()).map(Item::plan)));
        return left().minus(goesOn).and(plans(
                items.stream().filter(item -> !ended(item) && item.stand().toBeOrdered()).map(Item::plan)))
                .without(presence.outOfReach());
    }

    /** How people know the accounts and memberships here, by public id. */
    Map<UUID, String> names() {
        var names = new HashMap<UUID, String>();
        items.forEach(item -> {
            names.put(item.account(), item.username());
            item.membership().ifPresent(held -> names.put(held.grant(), held.name()));
        });
        presence.accounts().forEach(account -> {
            names.put(account.id(), account.username());
            account.grants().forEach(held -> names.put(held.id(), held.name()));
        });
        return names;
    }

    private static PartPlan plans(Stream<PartPlan> plans) {
        return plans.reduce(PartPlan.NOTHING, PartPlan::and);
    }
}
