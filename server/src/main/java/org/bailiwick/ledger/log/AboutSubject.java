package org.bailiwick.ledger.log;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By what the values of a data subject are found in a record.
 *
 * @param persons whose acts are the subject's own
 * @param targets what entries about the subject are about, as {@code type/id}
 * @param names by which the subject is called in other entries; too short ones find nothing
 */
public record AboutSubject(List<Long> persons, List<String> targets, List<String> names) {
    /** A shorter one stands in too many words. */
    private static final int SHORTEST_NAME = 3;
    /** Who acted and from where: of an act of the subject's own these are the subject's. */
    static final Set<String> DOER = Set.of("/actor/user/name", "/src_endpoint/ip");
    /** What was written about whom an entry is about. */
    static final Set<String> ABOUT = Set.of("/user/name", "/bailiwick/concerns/name", "/message", "/bailiwick/before",
            "/bailiwick/after", "/bailiwick/verification");

    public AboutSubject {
        persons = List.copyOf(persons);
        targets = List.copyOf(targets);
        names = names.stream().map(String::strip).filter(name -> name.length() >= SHORTEST_NAME).distinct().sorted()
                .toList();
    }

    /** Whether a text calls the subject by one of the names, as a word of its own. */
    public boolean namedIn(String text) {
        return !names.isEmpty() && Pattern
                .compile("(^|[^\\p{L}\\p{N}])(" + names.stream().map(Pattern::quote).collect(Collectors.joining("|"))
                        + ")($|[^\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text).find();
    }

    /** The same for the database; matches nothing where there is no name. */
    String pattern() {
        return names.isEmpty()
                ? "(?!)"
                : "(^|[^[:alnum:]])(" + names.stream().map(AboutSubject::quoted).collect(Collectors.joining("|"))
                        + ")($|[^[:alnum:]])";
    }

    /** A sign that is no letter or digit stands for itself behind a backslash. */
    private static String quoted(String name) {
        return name.codePoints()
                .mapToObj(sign -> Character.isLetterOrDigit(sign) || Character.isWhitespace(sign) || sign > 127
                        ? Character.toString(sign)
                        : "\\" + Character.toString(sign))
                .collect(Collectors.joining());
    }
}
