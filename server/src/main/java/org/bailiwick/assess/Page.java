package org.bailiwick.assess;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.connector.Inert;

/** Plain text of at most a hundred columns, as a terminal counts them. */
final class Page {
    static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /** The first line after {@code first}, the others as far in. */
    void wrapped(String first, String words) {
        wrapped(first, " ".repeat(width(first)), words);
    }

    void wrapped(String first, String others, String words) {
        var begin = first;
        for (var part : parts(words, WIDTH - Math.max(width(first), width(others)))) {
            line(begin + part);
            begin = others;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Cut where it is too wide, and filled where it is too narrow. */
    static String cell(String text, int width) {
        var cut = text;
        while (width(cut) > width) {
            cut = Inert.text(cut, cut.codePointCount(0, cut.length()) - 1);
        }
        return cut + " ".repeat(width - width(cut));
    }

    static String number(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    static int width(String text) {
        return text.codePoints().map(Page::width).sum();
    }

    /** East Asian letters and pictures take two columns, marks that combine with the letter before none. */
    private static int width(int point) {
        var type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        var wide = point >= 0x1100 && point <= 0x115F || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3 || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F || point >= 0xFF00 && point <= 0xFF60
                || point >= 0x1F300 && point <= 0x1FAFF || point >= 0x20000 && point <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    private static List<String> parts(String words, int width) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (var word : words.split(" ", -1)) {
            var rest = word;
            if (!part.isEmpty() && width(part.toString()) + 1 + width(rest) <= width) {
                part.append(' ').append(rest);
                continue;
            }
            if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            while (width(rest) > width) {
                int end = fitting(rest, width);
                parts.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            part.append(rest);
        }
        parts.add(part.toString());
        return parts;
    }

    private static int fitting(String text, int width) {
        int end = 0;
        int taken = 0;
        while (end < text.length() && taken + width(text.codePointAt(end)) <= width) {
            taken += width(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return Math.max(end, 1);
    }
}
