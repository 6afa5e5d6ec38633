package org.bailiwick.evidence.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What kinds of entries a pack has, for those who read its summary first. */
final class EntryCounts {
    /** Of each kind; the others stand in the entries themselves. */
    private static final int MOST_NAMED = 50;

    /**
     * @param first time of the first entry
     * @param named the first of them, to be looked up
     */
    record Kind(String action, long count, long failed, String first, String last, List<Named> named) {
        Kind {
            named = List.copyOf(named);
        }
    }

    record Named(long index, String uid, String time, String outcome) {}

    private static final class Counting {
        private long count;
        private long failed;
        private @Nullable String first;
        private String last = "";
        private final List<Named> named = new ArrayList<>();
    }

    private final SortedMap<String, Counting> kinds = new TreeMap<>();
    private long entries;
    private long redacted;
    private long values;

    void add(PackedEntry entry) {
        entries++;
        var time = entry.text("time_dt");
        var kind = kinds.computeIfAbsent(entry.action(), action -> new Counting());
        kind.count++;
        kind.failed += entry.outcome().equals("failure") ? 1 : 0;
        kind.first = kind.first == null ? time : kind.first;
        kind.last = time;
        if (kind.named.size() < MOST_NAMED) {
            kind.named.add(new Named(entry.index(), entry.uid(), time, entry.outcome()));
        }
        redacted += entry.keepsBack() ? 1 : 0;
        values += entry.values().size();
    }

    long entries() {
        return entries;
    }

    /** Entries of which a value was erased or kept back. */
    long redacted() {
        return redacted;
    }

    /** Values that were disclosed. */
    long values() {
        return values;
    }

    List<Kind> kinds() {
        return kinds.entrySet().stream().map(each -> new Kind(each.getKey(), each.getValue().count,
                each.getValue().failed, String.valueOf(each.getValue().first), each.getValue().last,
                each.getValue().named)).toList();
    }
}
