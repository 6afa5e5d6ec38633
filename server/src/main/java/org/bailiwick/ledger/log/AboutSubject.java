package org.bailiwick.ledger.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * By which ids the values of a data subject are found in a record; what a text says is never looked at.
 *
 * @param persons whose acts are the subject's own
 * @param targets what entries about the subject are about, as {@code type/id}
 * @param entry a single entry that somebody chose
 */
public record AboutSubject(List<Long> persons, List<String> targets, Optional<Chosen> entry) {
    /** Who acted and from where: of an act of the subject's own these are the subject's. */
    static final Set<String> DOER = Set.of("/actor/user/name", "/src_endpoint/ip");
    /** What was written about whom an entry is about. */
    static final Set<String> ABOUT = Set.of("/user/name", "/bailiwick/concerns/name", "/message", "/bailiwick/before",
            "/bailiwick/after", "/bailiwick/verification");

    public AboutSubject {
        persons = List.copyOf(persons);
        targets = List.copyOf(targets);
    }

    /** @param pointer of one value of it; empty for all of them */
    public record Chosen(UUID event, Optional<String> pointer) {}

    public static AboutSubject of(List<Long> persons, List<String> targets) {
        return new AboutSubject(persons, targets, Optional.empty());
    }

    public static AboutSubject of(Chosen entry) {
        return new AboutSubject(List.of(), List.of(), Optional.of(entry));
    }
}
