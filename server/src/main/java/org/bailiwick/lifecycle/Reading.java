package org.bailiwick.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bailiwick.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * How far the systems of one tenant were read. A reading speaks of the moment at which it began and of nothing later, so
 * what must be known from some moment on needs a reading that began after it, of each system and of all of it.
 */
record Reading(TenantId tenant, List<OfSystem> systems) {
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofHours(1);

    Reading {
        systems = List.copyOf(systems);
    }

    /** Why nothing is known from some moment on. */
    record Unread(Stand stand, String why) {}

    /** @param complete whether it told everything that access rests on */
    record Ended(boolean answered, boolean complete, @Nullable Instant beganAt, Instant endedAt) {
        Unread unread() {
            return new Unread(Stand.NOT_KNOWN, answered
                    ? "its system was not read completely the last time"
                    : "its system did not answer when it was last to be read");
        }
    }

    /** @param problem why it could not begin so far */
    record UnderWay(boolean running, @Nullable Instant beganAt, Optional<String> problem) {
        boolean tellsOf(Instant since) {
            return !running || beganAt != null && beganAt.isAfter(since);
        }
    }

    /** @param ended the newest reading that came to an end, since the system was connected again where it was */
    record OfSystem(long connection, boolean disconnected, Optional<Ended> ended, Optional<UnderWay> underWay) {
        private boolean readSince(Instant since) {
            return ended.map(Ended::beganAt).filter(began -> began.isAfter(since)).isPresent();
        }

        private boolean knownSince(Instant since) {
            return readSince(since) && ended.filter(Ended::complete).isPresent();
        }

        private Optional<Unread> unread(Instant since) {
            if (knownSince(since)) {
                return Optional.empty();
            }
            var waiting = underWay.filter(reading -> reading.tellsOf(since));
            if (waiting.flatMap(UnderWay::problem).isPresent()) {
                return Optional.of(new Unread(Stand.NOT_KNOWN, "its system does not answer; it is asked again"));
            }
            return Optional.of(waiting.isEmpty() && readSince(since)
                    ? ended.orElseThrow().unread()
                    : new Unread(Stand.BEING_READ, "what was read before says nothing about now"));
        }

        private boolean toOrder(Instant since, Instant now) {
            return !disconnected && !knownSince(since) && underWay.filter(each -> each.tellsOf(since)).isEmpty()
                    && (!readSince(since) || ended.filter(
                            last -> last.endedAt().plus(BEFORE_ANOTHER_TRY).isBefore(now)).isPresent());
        }
    }

    /** Empty where all of the tenant was read completely by readings that began after this moment. */
    Optional<Unread> unread(Instant since) {
        return missing().or(() -> systems.stream().map(system -> system.unread(since)).flatMap(Optional::stream)
                .min(Comparator.comparing(Unread::stand)));
    }

    /** Connections of which no reading that would tell is under way; a failed one is tried again after a while. */
    List<Long> toOrder(Instant since, Instant now) {
        return systems.stream().filter(system -> system.toOrder(since, now)).map(OfSystem::connection).toList();
    }

    /** Empty where the newest reading of each system told everything, however old it is. */
    Optional<NotKnown> notKnown() {
        if (missing().isPresent()) {
            return missing().map(unread -> new NotKnown(tenant, unread.why()));
        }
        if (systems.stream().anyMatch(system -> system.ended().isEmpty())) {
            return Optional.of(new NotKnown(tenant, "its system was never read"));
        }
        return systems.stream().map(OfSystem::ended).flatMap(Optional::stream).filter(last -> !last.complete())
                .min(Comparator.comparing(Ended::answered)).map(last -> new NotKnown(tenant, last.unread().why()));
    }

    private Optional<Unread> missing() {
        return systems.isEmpty() || systems.stream().anyMatch(OfSystem::disconnected)
                ? Optional.of(new Unread(Stand.NOT_KNOWN,
                        systems.isEmpty() ? "no system is connected" : "its system is disconnected"))
                : Optional.empty();
    }
}
