package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says how a case stands in one tenant, without I/O. The worst of all that is there counts, and it has ended only when
 * every change is verified and the whole tenant was read since, by a reading that shows nothing left.
 */
final class Judgement {
    private static final Set<Stand> A_READING_HELPS = Set.of(Stand.BEING_READ, Stand.NOT_KNOWN);

    private Judgement() {}

    static LookAtCase.Seen of(Sight sight, Instant now) {
        var moot = sight.moot();
        var parts = sight.parts().stream().filter(part -> !moot.contains(part)).toList();
        var stands = Stream
                .of(ofParts(parts), sight.items().stream().map(item -> sight.ended(item) ? Stand.ENDED : item.stand()),
                        ofRegister(sight, parts), sight.unread().map(Reading.Unread::stand).stream(),
                        sight.undecided().map(waiting -> Stand.WAITS_FOR_WORD).stream())
                .flatMap(each -> each).sorted().toList();
        var worst = stands.isEmpty() ? Stand.ENDED : stands.getFirst();
        int verified = (int) sight.items().stream().filter(sight::ended).count();
        var again = sight.again();
        return new LookAtCase.Seen(
                new Standing(sight.tenant(), worst, sight.items().size(), verified, detail(worst, sight, parts), now,
                        sight.concerned()),
                sight.unplanned(),
                again.empty() || stands.stream().noneMatch(Stand::toBeOrdered)
                        ? Optional.empty()
                        : Optional.of(new Left(sight.tenant(), again, sight.names())),
                moot,
                A_READING_HELPS.contains(worst) ? sight.reading().toOrder(sight.since(), now) : List.of());
    }

    /** Of a tenant that was taken out only what was ordered before is told; whether anything is left nobody looks. */
    static Standing takenOut(TakenOut out, Sight sight) {
        return new Standing(out.concerned(), Stand.TAKEN_OUT, sight.items().size(),
                (int) sight.items().stream().filter(Item::ended).count(), Optional.of(out.reason()), out.at(),
                sight.concerned());
    }

    private static Optional<String> detail(Stand worst, Sight sight, List<Part> parts) {
        return switch (worst) {
            case NOT_KNOWN -> sight.unread().map(Reading.Unread::why);
            case WAITS_FOR_WORD -> sight.undecided();
            case NOT_PERMITTED -> parts.stream().filter(part -> part.state() == PartState.NOT_PERMITTED)
                    .map(Part::why).flatMap(Optional::stream).findFirst();
            case STILL_EFFECTIVE, EFFECTIVE_AGAIN, REFUSED, REFUSED_BY_TENANT, EXPIRED, FOUND, OWN_DIRECTORY,
                    UNREACHABLE,
                    NOT_PROVEN, TAKEN_OUT, AWAITING_APPROVAL, WAITING_FOR_OPERATOR, UNDER_WAY, BEING_READ, ENDED ->
                Optional.empty();
        };
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
    private static Stream<Stand> ofRegister(Sight sight, List<Part> parts) {
        if (sight.ownDirectory()) {
            return sight.presence().accounts().stream().filter(Presence.Account::toDisable)
                    .map(left -> Stand.OWN_DIRECTORY);
        }
        var found = parts.stream().filter(part -> part.state() == PartState.FOUND)
                .flatMap(part -> part.plan().accountIds().stream()).collect(Collectors.toUnmodifiableSet());
        var left = sight.left().without(found);
        if (left.empty()) {
            return Stream.empty();
        }
        boolean proven = sight.items().stream().anyMatch(item -> left.accountIds().contains(item.account()))
                && sight.items().stream().allMatch(sight::ended);
        boolean readSince = sight.lastProof().flatMap(sight.reading()::unread).isEmpty();
        return Stream.of(proven && readSince ? Stand.EFFECTIVE_AGAIN : Stand.BEING_READ);
    }
}
