package org.bailiwick.connector.realmexport;

import java.util.HashSet;
import java.util.Set;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks over a document without believing its shape: what has another type than Keycloak writes is remarked by its
 * pointer and left out. Texts are taken for numbers and flags where Keycloak's own import does so.
 */
final class Cursor {
    private final JsonParser parser;
    private final String file;
    private Remarks remarks;

    Cursor(JsonParser parser, String file, Remarks remarks) {
        this.parser = parser;
        this.file = file;
        this.remarks = remarks;
    }

    interface Entry {
        /** Reads the value at hand, or nothing of it: what is left over is skipped. */
        void read(String name);
    }

    interface Item {
        void read(int index);
    }

    String file() {
        return file;
    }

    void remarksTo(Remarks others) {
        remarks = others;
    }

    String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Of a name that stands twice the last one holds, as in Keycloak's import. */
    boolean object(Set<ObjectKind> hides, Entry each) {
        if (!isAt(JsonToken.START_OBJECT, "an object", hides)) {
            return false;
        }
        var seen = new HashSet<String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (!seen.add(Name.of(name))) {
                unread("stands twice; the last one was taken, as Keycloak does", hides);
            }
            var depth = depth();
            each.read(name);
            leave(depth);
        }
        return true;
    }

    boolean list(Set<ObjectKind> hides, Item each) {
        if (!isAt(JsonToken.START_ARRAY, "a list", hides)) {
            return false;
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            var depth = depth();
            each.read(index);
            leave(depth);
        }
        return true;
    }

    @Nullable
    String text(Set<ObjectKind> hides) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT -> Name.of(parser.getString());
            case VALUE_NULL -> null;
            default -> wrong("a text", hides);
        };
    }

    /** A text that something else refers to; a placeholder is taken for the name it is, and remarked. */
    @Nullable
    String name(Set<ObjectKind> hides) {
        var text = text(hides);
        if (text != null && Name.isPlaceholder(text)) {
            unread("is a placeholder, `%s`: the real name is not known".formatted(Inert.text(text, 80)), hides);
        }
        return text == null || text.isEmpty() ? null : text;
    }

    @Nullable
    Boolean flag(Set<ObjectKind> hides) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_STRING -> switch (parser.getString()) {
                case "true" -> true;
                case "false" -> false;
                default -> wrong("true or false", hides);
            };
            default -> wrong("true or false", hides);
        };
    }

    @Nullable
    Long whole(Set<ObjectKind> hides) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        var text = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING ? parser.getString() : "";
        return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : wrong("a whole number", hides);
    }

    void unread(String text, Set<ObjectKind> hides) {
        remarks.unread(file, pointer(), text, hides);
    }

    private boolean isAt(JsonToken expected, String words, Set<ObjectKind> hides) {
        if (parser.currentToken() == expected) {
            return true;
        }
        if (!atNull()) {
            wrong(words, hides);
        }
        return false;
    }

    private <T> @Nullable T wrong(String expected, Set<ObjectKind> hides) {
        var token = parser.currentToken();
        var text = token == JsonToken.VALUE_STRING ? parser.getString() : "";
        unread(Name.isPlaceholder(text)
                ? "is a placeholder, `%s`: the value is not known".formatted(Inert.text(text, 80))
                : "is %s where %s belongs".formatted(words(token), expected), hides);
        return null;
    }

    private static String words(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case null, default -> "nothing";
        };
    }

    private int depth() {
        return parser.streamReadContext().getNestingDepth() - (parser.currentToken().isStructStart() ? 1 : 0);
    }

    /** Skips what a reader has left of a value. */
    private void leave(int depth) {
        while (parser.streamReadContext().getNestingDepth() > depth) {
            parser.nextToken();
        }
    }
}
