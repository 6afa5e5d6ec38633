package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.platform.TenantId;

/**
 * Says how a case stands in one tenant, without I/O. The worst of all that is there counts, and it has ended only when
 * every change is verified and a complete reading made since shows nothing left.
 */
final class Judgement {
    private Judgement() {}

    static Standing of(LeaverCase leaver, Presence presence, List<Part> parts, List<Item> items,
            Optional<NotKnown> notKnown, Instant now) {
        int verified = (int) items.stream().filter(Item::ended).count();
        var worst = Stream
                .of(ofParts(parts), items.stream().map(Item::stand), ofRegister(leaver, presence, parts, items),
                        notKnown.map(unknown -> Stand.NOT_KNOWN).stream())
                .flatMap(each -> each)
                .min(Comparator.naturalOrder()).orElse(Stand.ENDED);
        var detail = switch (worst) {
            case NOT_KNOWN -> notKnown.map(NotKnown::why);
            case NOT_PERMITTED -> parts.stream().filter(part -> part.state() == PartState.NOT_PERMITTED)
                    .map(Part::why).flatMap(Optional::stream).findFirst();
            case STILL_EFFECTIVE, EFFECTIVE_AGAIN, REFUSED, REFUSED_BY_TENANT, FOUND, OWN_DIRECTORY, UNREACHABLE,
                    NOT_PROVEN, TAKEN_OUT, AWAITING_APPROVAL, WAITING_FOR_OPERATOR, UNDER_WAY, BEING_READ, ENDED ->
                Optional.<String>empty();
        };
        return new Standing(presence.tenant(), worst, items.size(), verified, detail, now);
    }

    /** Of a tenant that was taken out only what was ordered before is told; whether anything is left nobody looks. */
    static Standing takenOut(TakenOut out, List<Item> items) {
        return new Standing(out.concerned(), Stand.TAKEN_OUT, items.size(),
                (int) items.stream().filter(Item::ended).count(), Optional.of(out.reason()), out.at());
    }

    private static Stream<Stand> ofParts(List<Part> parts) {
        return parts.stream().flatMap(part -> switch (part.state()) {
            case FOUND -> Stream.of(Stand.FOUND);
            case TO_ORDER -> Stream.of(Stand.UNDER_WAY);
            case NOT_PERMITTED -> Stream.of(Stand.NOT_PERMITTED);
            case ORDERED, REPLACED -> Stream.<Stand>empty();
        });
    }

    /** What the register shows counts against the case from the first complete reading after the last proof. */
    private static Stream<Stand> ofRegister(LeaverCase leaver, Presence presence, List<Part> parts,
            List<Item> items) {
        if (presence.tenant().equals(TenantId.MSP)) {
            return presence.accounts().stream().filter(Presence.Account::toDisable).map(left -> Stand.OWN_DIRECTORY);
        }
        var found = parts.stream().filter(part -> part.state() == PartState.FOUND)
                .flatMap(part -> part.plan().accountIds().stream()).collect(Collectors.toUnmodifiableSet());
        var left = presence.plan(leaver.memberships()).without(found);
        if (left.empty()) {
            return Stream.empty();
        }
        boolean proven = items.stream().anyMatch(item -> left.accountIds().contains(item.account()))
                && items.stream().allMatch(Item::ended);
        var since = items.stream().map(Item::change).flatMap(Optional::stream).map(Item.Change::stateAt)
                .max(Comparator.naturalOrder());
        boolean readSince = presence.readAt().filter(read -> since.isEmpty() || read.isAfter(since.get())).isPresent();
        return Stream.of(proven && readSince ? Stand.EFFECTIVE_AGAIN : Stand.BEING_READ);
    }
}
