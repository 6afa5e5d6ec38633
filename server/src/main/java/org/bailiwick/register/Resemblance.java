package org.bailiwick.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs that two accounts may be one person's: not enough for the product, enough to ask a person. One sign alone says
 * nothing, and a name never counts without another that is not made of the name.
 */
final class Resemblance {
    private static final int SHORTEST_MARK = 2;

    private Resemblance() {}

    /** What signs are looked for in. */
    record Account(String username, String displayName, @Nullable String mail, @Nullable String employeeId) {}

    /** @return sentences without their full stop, each a sign; empty where they do not suffice */
    static List<String> between(Account one, Account other) {
        var signs = new ArrayList<String>();
        if (equal(one.employeeId(), other.employeeId())) {
            signs.add("the same employee id `%s`".formatted(one.employeeId()));
        }
        if (equal(one.mail(), other.mail())) {
            signs.add("the same mail address, which not both systems have verified");
        }
        mark(one).filter(mark -> mark(other).filter(mark::equals).isPresent())
                .ifPresent(mark -> signs.add("both account names carry `%s`".formatted(mark)));
        boolean strong = !signs.isEmpty();
        if (sameName(one, other)) {
            signs.add("the same name");
        }
        return strong && signs.size() >= 2 ? List.copyOf(signs) : List.of();
    }

    /** What an account's name carries besides the person's name: {@code ng} in {@code ng-hweiss} of Hannah Weiss. */
    static Optional<String> mark(Account account) {
        var names = words(account.displayName());
        return words(account.username()).stream()
                .filter(word -> word.length() >= SHORTEST_MARK && word.chars().allMatch(Character::isLetter)
                        && names.stream().noneMatch(name -> madeOf(word, name)))
                .findFirst();
    }

    private static boolean madeOf(String word, String name) {
        return name.length() >= SHORTEST_MARK && (word.contains(name) || name.startsWith(word));
    }

    /** A single word is a nickname or a function, and no name of a person. */
    private static boolean sameName(Account one, Account other) {
        var names = words(one.displayName());
        return names.size() >= 2 && names.equals(words(other.displayName()));
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.isBlank() && one.strip().equalsIgnoreCase(other.strip());
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
