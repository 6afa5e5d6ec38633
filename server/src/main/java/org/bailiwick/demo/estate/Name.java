package org.bailiwick.demo.estate;

import java.util.Locale;

/** The name of a person, and what account names are made of it. */
record Name(String first, String last) {
    static Name of(String fullName) {
        int space = fullName.lastIndexOf(' ');
        return new Name(fullName.substring(0, space), fullName.substring(space + 1));
    }

    String full() {
        return first + " " + last;
    }

    /** @param style {@code first.last}, {@code last.first} or {@code flast} */
    String username(String style) {
        var text = switch (style) {
            case "first.last" -> first + "." + last;
            case "last.first" -> last + "." + first;
            case "flast" -> first.charAt(0) + last;
            default -> throw new IllegalArgumentException("`%s` is no way to make account names".formatted(style));
        };
        return text.toLowerCase(Locale.ROOT);
    }
}
