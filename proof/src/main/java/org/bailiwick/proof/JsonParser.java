package org.bailiwick.proof;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as strictly as it is written: RFC 8259 grammar only, valid UTF-8, no duplicate names, no lone surrogates,
 * numbers within the range of a double, at most {@link Json#MAX_DEPTH} levels. Two readers that disagree about the same
 * bytes would disagree about the evidence, so nothing is repaired.
 */
final class JsonParser {
    private final byte[] input;
    private int at;

    JsonParser(byte[] input) {
        this.input = input.clone();
    }

    Json parse() {
        requireUtf8();
        skipSpace();
        Json value = value(1);
        skipSpace();
        if (at < input.length) {
            throw fail("more follows after the value");
        }
        return value;
    }

    private Json value(int depth) {
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(text());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case -1 -> throw fail("a value is missing, the input ends");
            default -> throw fail("no value starts with " + seen());
        };
    }

    private Json object(int depth) {
        open(depth);
        Map<String, Json> members = new LinkedHashMap<>();
        if (closes('}')) {
            return new Json.Obj(members);
        }
        do {
            skipSpace();
            int nameAt = at;
            if (peek() != '"') {
                throw fail("a member name in quotes is expected, not " + seen());
            }
            String name = text();
            skipSpace();
            expect(':');
            skipSpace();
            if (members.putIfAbsent(name, value(depth + 1)) != null) {
                throw new MalformedJsonException("member `" + name + "` stands twice in one object", nameAt);
            }
        } while (continues('}'));
        return new Json.Obj(members);
    }

    private Json array(int depth) {
        open(depth);
        List<Json> items = new ArrayList<>();
        if (closes(']')) {
            return new Json.Arr(items);
        }
        do {
            skipSpace();
            items.add(value(depth + 1));
        } while (continues(']'));
        return new Json.Arr(items);
    }

    private String text() {
        int start = at++;
        int plain = at;
        while (plain < input.length && (input[plain] >= 0x20 || input[plain] < 0) && input[plain] != '"'
                && input[plain] != '\\') {
            plain++;
        }
        if (plain < input.length && input[plain] == '"') {
            // Valid UTF-8 without escapes has no half of a surrogate pair.
            var text = new String(input, at, plain - at, StandardCharsets.UTF_8);
            at = plain + 1;
            return text;
        }
        return escaped(start);
    }

    private String escaped(int start) {
        var text = new StringBuilder();
        while (peek() != '"') {
            int from = at;
            while (peek() >= 0x20 && peek() != '"' && peek() != '\\') {
                at++;
            }
            text.append(new String(input, from, at - from, StandardCharsets.UTF_8));
            if (peek() == '\\') {
                text.append(escape());
            } else if (peek() != '"') {
                throw fail(peek() < 0 ? "the text is not closed" : "a control character must be escaped, " + seen());
            }
        }
        at++;
        if (WellFormed.firstLoneSurrogate(text.toString()) >= 0) {
            throw new MalformedJsonException("half of a surrogate pair in the text that starts", start);
        }
        return text.toString();
    }

    private char escape() {
        at++;
        char escaped = switch (peek()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourHexDigits();
            default -> throw fail("no escape is written with " + seen());
        };
        at++;
        return escaped;
    }

    /** Leaves the position on the last of the four digits. */
    private char fourHexDigits() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw fail("four hexadecimal digits are expected, not " + seen());
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private Json number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        double value = Double.parseDouble(new String(input, start, at - start, StandardCharsets.US_ASCII));
        if (!Double.isFinite(value)) {
            throw new MalformedJsonException("the number is beyond the range of a double", start);
        }
        return new Json.Num(value);
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw fail("a digit is expected, not " + seen());
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private Json word(String word, Json value) {
        for (char letter : word.toCharArray()) {
            if (!skip(letter)) {
                throw fail("`" + word + "` is expected, not " + seen());
            }
        }
        return value;
    }

    private void open(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw fail("more than " + Json.MAX_DEPTH + " levels");
        }
        at++;
    }

    private boolean closes(char bracket) {
        skipSpace();
        return skip(bracket);
    }

    private boolean continues(char bracket) {
        if (closes(bracket)) {
            return false;
        }
        if (!skip(',')) {
            throw fail("`,` or `" + bracket + "` is expected, not " + seen());
        }
        return true;
    }

    private void expect(char symbol) {
        if (!skip(symbol)) {
            throw fail("`" + symbol + "` is expected, not " + seen());
        }
    }

    private boolean skip(char symbol) {
        boolean found = peek() == symbol;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            at++;
        }
    }

    private int peek() {
        return at < input.length ? input[at] & 0xff : -1;
    }

    private static boolean isDigit(int symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    private String seen() {
        int symbol = peek();
        if (symbol < 0) {
            return "the end of the input";
        }
        return symbol > 0x20 && symbol < 0x7f ? "`" + (char) symbol + "`" : String.format("byte 0x%02x", symbol);
    }

    private MalformedJsonException fail(String why) {
        return new MalformedJsonException(why, at);
    }

    private void requireUtf8() {
        int ascii = 0;
        while (ascii < input.length && input[ascii] >= 0) {
            ascii++;
        }
        if (ascii == input.length) {
            return;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(input);
        CharBuffer chars = CharBuffer.allocate(input.length);
        if (decoder.decode(bytes, chars, true).isError()) {
            throw new MalformedJsonException("the input is not UTF-8", bytes.position());
        }
    }
}
