package org.bailiwick.ledger.log;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.bailiwick.ledger.Disclosure;
import org.bailiwick.ledger.Doer;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.proof.Excerpt;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside entries is not hashed, so whoever edits it hides an entry from a filter or has it tell another name,
 * and leaves the log whole. Each column is compared with the body, a value with its commitment there; a person's number,
 * which no body holds, with the subject that it was given for.
 */
final class BesideEntries {
    private final LogContent log;
    /** Whether the number was given for that subject. */
    private final Map<Numbered, Boolean> persons = new HashMap<>();
    private final Map<Long, Json> commitments = new HashMap<>();
    private final AttestedErasures erasures;
    private final LoggedHolds holds;
    private final LogFaults.Gathering faults = new LogFaults.Gathering();

    private record Numbered(long person, String subject) {}

    /** @param holds to be told of what is said of them */
    BesideEntries(LogContent log, LoggedHolds holds) {
        this.log = log;
        this.holds = holds;
        this.erasures = new AttestedErasures(log::erasure);
    }

    LogFaults faults() {
        return faults.found();
    }

    void compare(long index, byte[] body, FoundBy foundBy) {
        try {
            if (Json.parse(body) instanceof Json.Obj said) {
                commitments.put(index, Disclosure.commitmentsIn(said));
                holds.read(index, said);
                var columns = foundBy.faults(said);
                var what = columns.isEmpty() ? person(said, foundBy.person()) : columns.getFirst();
                if (what != null) {
                    faults.add(index, what);
                }
                return;
            }
        } catch (MalformedJsonException unreadable) {
            // Said below, as for a body that is JSON and no entry.
        }
        faults.add(index, "the entry cannot be read, so what stands beside it proves nothing");
    }

    /**
     * Of the entries that were compared since the last call. A value that was committed to and is not there was erased, and
     * then the log tells who asked for it, who approved it and that it was done.
     *
     * @param removed whether an entry that stood here is gone meanwhile, and its values with it
     */
    void compareValues(long from, long to, LongPredicate removed) {
        var missing = new TreeMap<Long, Set<String>>();
        commitments.forEach((index, committed) -> missing.put(index, Disclosure.pointersOf(committed)));
        log.values(from, to, (index, value) -> {
            holds.read(index, value);
            var committed = commitments.get(index);
            var expected = missing.get(index);
            if (committed != null && expected != null) {
                expected.remove(value.pointer());
                if (!value.isAmong(committed)) {
                    faults.add(index, "the value of `%s` beside the body is not the one that it committed to"
                            .formatted(Excerpt.of(value.pointer())));
                }
            }
        });
        commitments.clear();
        missing.values().removeIf(Set::isEmpty);
        if (!missing.isEmpty()) {
            requireErased(missing, from, to, removed);
        }
    }

    private void requireErased(SortedMap<Long, Set<String>> missing, long from, long to, LongPredicate removed) {
        // Read last: an erasure since the pass began took away values that it told of before.
        var erased = log.erased(from, to).stream().filter(each -> erasures.believed(each.in()))
                .collect(groupingBy(LogContent.Erased::index, mapping(LogContent.Erased::pointer, toSet())));
        missing.forEach((index, pointers) -> {
            pointers.removeAll(erased.getOrDefault(index, Set.of()));
            if (!pointers.isEmpty() && !removed.test(index)) {
                faults.add(index, "the value of `%s` is gone, and no erasure on record says so"
                        .formatted(Excerpt.of(pointers.iterator().next())));
            }
        });
    }

    /** Each number is looked up with each subject that it stands beside, once. */
    private @Nullable String person(Json.Obj body, @Nullable Long person) {
        var doer = Doer.in(body);
        if (doer == null || person == null) {
            return null;
        }
        return persons.computeIfAbsent(new Numbered(person, doer.subject()),
                each -> log.isPerson(each.person(), each.subject()))
                        ? null
                        : "the person beside the body is not one with the subject in it";
    }
}
