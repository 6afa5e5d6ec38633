package org.bailiwick.ledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Disclosure;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold is a row, and whoever edits the row could have what it keeps removed. So each is compared with the entries
 * that set and lifted it: a hold stands as long as the log tells of no lifting, and nothing was removed meanwhile.
 */
final class LoggedHolds {
    /** So far apart two transactions can be whose entries stand the other way round; and what a column's microseconds cut off. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Map<String, HoldEntry> set = new LinkedHashMap<>();
    private final Map<String, HoldEntry> lifted = new LinkedHashMap<>();
    private final Set<Long> positions = new HashSet<>();
    private final Map<Long, String> messages = new HashMap<>();
    private final List<Removed> removals = new ArrayList<>();
    private final LogFaults.Gathering faults = new LogFaults.Gathering();

    private record Removed(long index, Instant at) {}

    /** An entry of the log as it was hashed, in the order of the positions. */
    void read(long index, Json.Obj said) {
        if (said.textAt("bailiwick", "action").filter(Activity.ENTRIES_REMOVED.text()::equals).isPresent()) {
            removals.add(new Removed(index, HoldEntry.time(said)));
        }
        HoldEntry.of(index, said).ifPresent(this::read);
    }

    private void read(HoldEntry entry) {
        if (entry.index() != null) {
            positions.add(entry.index());
        }
        (entry.lifts() ? lifted : set).putIfAbsent(entry.hold(), entry);
    }

    /** A value that stands beside one of the entries. */
    void read(long index, Disclosure value) {
        if (value.pointer().equals("/message") && positions.contains(index)) {
            messages.put(index, value.value());
        }
    }

    /**
     * @param stored all rows, with what came to the log after the entries that were read
     * @param removedBefore the time before which entries may be gone by retention
     */
    LogFaults compare(LogContent.Holds stored, Instant removedBefore) {
        stored.since().forEach(this::read);
        var rows = stored.rows().stream().collect(Collectors.toMap(each -> each.id().toString(), Function.identity()));
        set.forEach((hold, entry) -> compare(entry, rows.get(hold)));
        lifted.forEach((hold, entry) -> {
            if (!set.containsKey(hold)) {
                compareLifted(entry, rows.get(hold));
            }
        });
        stored.rows().forEach(row -> requireEntries(row, removedBefore));
        removals.forEach(this::requireNoneStood);
        return faults.found();
    }

    private void compare(HoldEntry entry, @Nullable LegalHold row) {
        if (row == null) {
            faults.add(entry.index(), "the legal hold that was set here is not among the holds any more");
            return;
        }
        var lifting = lifted.get(entry.hold());
        if (lifting == null && !row.holds()) {
            faults.add(entry.index(),
                    "the legal hold that was set here is said to be lifted, and no entry of the log says so");
        }
        differs(entry, row.setAt(), row.reason(), row.ticket(), row.ofTenant()).ifPresent(what -> faults
                .add(entry.index(), "the %s of the legal hold that was set here is not the one in the entry"
                        .formatted(what)));
        if (lifting != null) {
            compareLifted(lifting, row);
        }
    }

    private void compareLifted(HoldEntry entry, @Nullable LegalHold row) {
        if (row == null) {
            faults.add(entry.index(), "the legal hold that was lifted here is not among the holds any more");
        } else if (row.liftedAt() == null || row.liftReason() == null) {
            faults.add(entry.index(), "the legal hold that was lifted here is said to stand");
        } else {
            differs(entry, row.liftedAt(), row.liftReason(), null, null).ifPresent(what -> faults.add(entry.index(),
                    "the %s of the lifting is not the one in the entry".formatted(what)));
        }
    }

    private Optional<String> differs(HoldEntry entry, Instant at, String reason, @Nullable String ticket,
            @Nullable Boolean ofTenant) {
        if (Duration.between(at, entry.at()).abs().compareTo(ROUNDING) > 0) {
            return Optional.of("time");
        }
        if (entry.ofTenant() != null && !entry.ofTenant().equals(ofTenant)) {
            return Optional.of("side");
        }
        if (!Objects.equals(entry.ticket(), ticket)) {
            return Optional.of("ticket");
        }
        var message = entry.index() == null ? null : messages.get(entry.index());
        return message == null || message.equals(entry.message(reason)) ? Optional.empty() : Optional.of("reason");
    }

    /** INVARIANT: while a hold stands its entry is there, because it keeps that too. */
    private void requireEntries(LegalHold row, Instant removedBefore) {
        var id = row.id().toString();
        if (set.containsKey(id)) {
            return;
        }
        var liftedAt = row.liftedAt();
        if (liftedAt == null || !row.setAt().isBefore(removedBefore)) {
            faults.add(null, "no entry of the log set the legal hold `%s`".formatted(id));
        } else if (!lifted.containsKey(id) && !liftedAt.isBefore(removedBefore)) {
            faults.add(null,
                    "the legal hold `%s` is said to be lifted, and no entry of the log says so".formatted(id));
        }
    }

    private void requireNoneStood(Removed removal) {
        set.values().stream().filter(each -> stood(each, removal.at())).findFirst().ifPresent(hold -> faults.add(
                removal.index(), "entries were removed here although the legal hold `%s` stood"
                        .formatted(Excerpt.of(hold.hold()))));
    }

    private boolean stood(HoldEntry hold, Instant at) {
        var lifting = lifted.get(hold.hold());
        return longBefore(hold.at(), at) && (lifting == null || longBefore(at, lifting.at()));
    }

    private static boolean longBefore(Instant one, Instant other) {
        return Duration.between(one, other).compareTo(OVERLAP) > 0;
    }
}
