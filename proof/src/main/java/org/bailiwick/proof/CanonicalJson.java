package org.bailiwick.proof;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one byte form of a value, whoever writes it: JSON Canonicalization Scheme, RFC 8785. What is hashed into a log is
 * this form, stored verbatim and never written again from a parsed copy.
 */
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";
    /** Of an entry's body. */
    private static final int USUAL_LENGTH = 2_048;

    private final StringBuilder out = new StringBuilder(USUAL_LENGTH);

    private CanonicalJson() {}

    /** UTF-8; refuses a value of more than {@link Json#MAX_DEPTH} levels, which nobody could read back. */
    public static byte[] bytes(Json value) {
        var canonical = new CanonicalJson();
        canonical.write(value, 1);
        return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Json value, int depth) {
        switch (value) {
            case Json.Obj object -> object(object, depth);
            case Json.Arr array -> array(array, depth);
            case Json.Text text -> text(text.value(), out);
            case Json.Num number -> out.append(EcmaScriptNumber.format(number.value()));
            case Json.Bool bool -> out.append(bool.value());
            case Json.Null ignored -> out.append("null");
        }
    }

    private void object(Json.Obj object, int depth) {
        requireDepth(depth);
        out.append('{');
        String separator = "";
        // Names sort by UTF-16 code units (RFC 8785 section 3.2.3), which is how Java compares strings.
        for (Map.Entry<String, Json> member : new TreeMap<>(object.members()).entrySet()) {
            out.append(separator);
            text(member.getKey(), out);
            out.append(':');
            write(member.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private void array(Json.Arr array, int depth) {
        requireDepth(depth);
        out.append('[');
        String separator = "";
        for (Json item : array.items()) {
            out.append(separator);
            write(item, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    /**
     * Appends one text in its quotes, for whoever writes a line of known form; escapes what RFC 8785 section 3.2.2.2
     * escapes and nothing else.
     */
    public static void text(String text, StringBuilder out) {
        WellFormed.check(text);
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (symbol < 0x20 || symbol == '"' || symbol == '\\') {
                out.append(text, plain, i);
                escape(symbol, out);
                plain = i + 1;
            }
        }
        if (plain == 0) {
            // A whole string is copied at once, a part of one char by char.
            out.append(text).append('"');
        } else {
            out.append(text, plain, text.length()).append('"');
        }
    }

    private static void escape(char symbol, StringBuilder out) {
        switch (symbol) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(symbol >> 4)).append(HEX.charAt(symbol & 15));
        }
    }

    private static void requireDepth(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException("the value has more than " + Json.MAX_DEPTH + " levels");
        }
    }
}
