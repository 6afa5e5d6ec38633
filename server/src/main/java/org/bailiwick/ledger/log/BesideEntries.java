package org.bailiwick.ledger.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bailiwick.ledger.Doer;
import org.bailiwick.ledger.FoundBy;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * What entries are found by is not hashed, so whoever edits it hides an entry from a filter and leaves the log whole.
 * Each column is compared with the body; a person's number, which no body holds, with that of the same person's other acts.
 */
final class BesideEntries {
    private final LogContent log;
    private final Map<Doer, Long> persons = new HashMap<>();
    /** Numbers that were compared with the subject they were given for. */
    private final Set<Long> known = new HashSet<>();
    private final Map<Long, String> subjects = new HashMap<>();
    private @Nullable LogFault first;

    BesideEntries(LogContent log) {
        this.log = log;
    }

    /** The first that differs; null where nothing did. */
    @Nullable
    LogFault fault() {
        return first;
    }

    void compare(long index, byte[] body, FoundBy foundBy) {
        if (first != null) {
            return;
        }
        try {
            if (Json.parse(body) instanceof Json.Obj said) {
                var faults = foundBy.faults(said);
                var what = faults.isEmpty() ? person(said, foundBy.person()) : faults.getFirst();
                first = what == null ? null : new LogFault(index, what);
                return;
            }
        } catch (MalformedJsonException unreadable) {
            // Said below, as for a body that is JSON and no entry.
        }
        first = new LogFault(index, "the entry cannot be read, so what stands beside it proves nothing");
    }

    private @Nullable String person(Json.Obj body, @Nullable Long person) {
        var doer = Doer.in(body);
        if (doer == null || person == null) {
            return null;
        }
        var before = persons.putIfAbsent(doer, person);
        var subject = subjects.putIfAbsent(person, doer.subject());
        boolean same = (before == null || before.equals(person) || are(doer.subject(), before, person))
                && (subject == null || subject.equals(doer.subject()));
        return same ? null : "the person beside the body is another than beside other acts of the same person";
    }

    /** A provider that moved leaves its address to another, which gives the same people numbers of its own. */
    private boolean are(String subject, long before, long person) {
        return is(subject, before) && is(subject, person);
    }

    private boolean is(String subject, long person) {
        if (known.contains(person)) {
            return true;
        }
        boolean is = log.isPerson(person, subject);
        if (is) {
            known.add(person);
        }
        return is;
    }
}
