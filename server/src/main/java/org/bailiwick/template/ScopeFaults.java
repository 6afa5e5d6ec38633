package org.bailiwick.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.connector.Inert;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong in one file, so that its author corrects it once and not one line at a time. */
final class ScopeFaults {
    private static final int MOST = 200;

    private final List<ScopeFault> found = new ArrayList<>();
    private int more;

    void add(String pointer, String detail) {
        if (found.size() < MOST) {
            found.add(new ScopeFault(pointer, detail));
        } else {
            more++;
        }
    }

    List<ScopeFault> all() {
        if (more == 0) {
            return List.copyOf(found);
        }
        var all = new ArrayList<>(found);
        all.add(new ScopeFault("", "there are %d more problems; correct these first".formatted(more)));
        return List.copyOf(all);
    }

    /** The members of an object that may be there; a value of another kind has none. */
    Map<String, Json> object(String pointer, @Nullable Json value, Set<String> known) {
        var members = object(pointer, value);
        members.keySet().stream().filter(name -> !known.contains(name))
                .forEach(name -> add(ScopeFault.member(pointer, name), "there is no property `%s` here; known are %s"
                        .formatted(shown(name),
                                known.stream().sorted().collect(Collectors.joining("`, `", "`", "`")))));
        return members;
    }

    Map<String, Json> object(String pointer, @Nullable Json value) {
        if (value instanceof Json.Obj object) {
            return object.members();
        }
        add(pointer, value == null ? "this is missing; give an object" : "an object is expected here");
        return Map.of();
    }

    /** The items of a list that is neither missing, nor empty, nor longer than {@code most}. */
    List<Json> list(String pointer, @Nullable Json value, int most) {
        if (value instanceof Json.Arr array && array.items().isEmpty()) {
            add(pointer, "this list is empty; name at least one");
        }
        return anyList(pointer, value, most);
    }

    /** As {@link #list}, where an empty one says something too. */
    List<Json> anyList(String pointer, @Nullable Json value, int most) {
        if (!(value instanceof Json.Arr array)) {
            add(pointer, value == null ? "this is missing; give a list" : "a list is expected here");
            return List.of();
        }
        if (array.items().size() > most) {
            add(pointer, "this list has %d items; at most %d are taken".formatted(array.items().size(), most));
            return List.of();
        }
        return array.items();
    }

    /** The text, where it is one that a person reads as what it is. */
    @Nullable
    String text(String pointer, @Nullable Json value, int longest) {
        if (!(value instanceof Json.Text text)) {
            add(pointer, value == null ? "this is missing; give a text" : "a text is expected here");
            return null;
        }
        return name(pointer, text.value(), longest) ? text.value() : null;
    }

    /** Whether a name is one that a person reads as what it is: a list that hides a name would be agreed to unread. */
    boolean name(String pointer, String name, int longest) {
        var fault = fault(name, longest);
        if (fault != null) {
            add(pointer, fault);
        }
        return fault == null;
    }

    private static @Nullable String fault(String name, int longest) {
        if (name.isBlank()) {
            return "this is empty; give it a name";
        }
        if (name.codePointCount(0, name.length()) > longest) {
            return "this is longer than %d characters".formatted(longest);
        }
        if (!Inert.text(name, longest).equals(name) || name.codePoints().anyMatch(ScopeFaults::unseen)) {
            return "`%s` holds a character that cannot be seen; write it without".formatted(shown(name));
        }
        return name.equals(name.strip()) ? null : "`%s` begins or ends with a space; write it without".formatted(name);
    }

    /** Format characters but the joiners, without which some scripts cannot be written. */
    private static boolean unseen(int point) {
        return Character.getType(point) == Character.FORMAT && point != 0x200C && point != 0x200D;
    }

    static String shown(String name) {
        return Inert.text(name, 80);
    }
}
