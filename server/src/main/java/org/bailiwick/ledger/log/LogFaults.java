package org.bailiwick.ledger.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass found. The first ones are named and all are counted: an old fault hides no new one, and a log of which
 * everything is altered fills no table.
 *
 * @param named the first of them, at most {@link #MOST}
 * @param count of all
 */
record LogFaults(List<LogFault> named, long count) {
    static final int MOST = 20;
    static final LogFaults NONE = new LogFaults(List.of(), 0);

    LogFaults {
        named = List.copyOf(named);
    }

    static LogFaults of(@Nullable LogFault one) {
        return one == null ? NONE : new LogFaults(List.of(one), 1);
    }

    /** The first; null where everything fits. */
    @Nullable
    LogFault first() {
        return named.isEmpty() ? null : named.getFirst();
    }

    /** These before those. */
    LogFaults and(LogFaults later) {
        var both = new ArrayList<>(named);
        both.addAll(later.named);
        return new LogFaults(both.subList(0, Math.min(MOST, both.size())), count + later.count);
    }

    /** Of another log, and said so. */
    LogFaults in(String log) {
        return new LogFaults(
                named.stream().map(fault -> new LogFault(fault.index(), "in %s: %s".formatted(log, fault.what())))
                        .toList(),
                count);
    }

    /** Those that an earlier pass did not find, in words; empty where it found as much. */
    String since(LogFaults before) {
        var said = new ArrayList<>(named.stream().filter(fault -> !before.named.contains(fault))
                .map(LogFault::words).toList());
        if (said.isEmpty() && count <= before.count) {
            return "";
        }
        if (count > named.size()) {
            said.add("and more, %d in all".formatted(count));
        }
        return String.join("; ", said);
    }

    /** Gathers them in the order in which they are found. */
    static final class Gathering {
        private final List<LogFault> named = new ArrayList<>();
        private long count;

        void add(@Nullable Long index, String what) {
            add(new LogFault(index, what));
        }

        void add(LogFault fault) {
            if (named.size() < MOST) {
                named.add(fault);
            }
            count++;
        }

        void add(LogFaults more) {
            more.named.stream().limit(MOST - named.size()).forEach(named::add);
            count += more.count;
        }

        LogFaults found() {
            return new LogFaults(named, count);
        }
    }
}
