package org.bailiwick.connector.realmexport;

import java.io.IOException;
import java.io.Reader;

/**
 * Templates of realms hold <code>${NAME}</code> also where no quotes stand around it, which is no JSON. Here such a
 * placeholder becomes a text, so that the rest of the file can be read.
 */
final class BarePlaceholders extends Reader {
    private static final int END = -1;
    private static final char DAMAGED = '\uFFFD';

    private final Reader in;
    private final char[] buffer = new char[1 << 14];
    private int next;
    private int filled;
    private boolean inText;
    private boolean escaped;
    private boolean inPlaceholder;
    private int due = END;
    private int line = 1;
    private int damagedLine;

    BarePlaceholders(Reader in) {
        this.in = in;
    }

    /** The first line with bytes that are no text in the file's encoding, 0 where there is none. */
    int damagedLine() {
        return damagedLine;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int character = following();
            if (character == END) {
                break;
            }
            into[from + count++] = (char) character;
        }
        return count == 0 && length > 0 ? END : count;
    }

    private int following() throws IOException {
        if (due != END) {
            int character = due;
            due = END;
            return character;
        }
        int character = take();
        if (character == END) {
            return END;
        }
        if (character == '\n') {
            line++;
        } else if (character == DAMAGED && damagedLine == 0) {
            damagedLine = line;
        }
        return inPlaceholder ? placeholder(character) : inText ? text(character) : outside(character);
    }

    private int outside(int character) throws IOException {
        if (character == '"') {
            inText = true;
        } else if (character == '$' && peek() == '{') {
            inPlaceholder = true;
            due = '$';
            return '"';
        }
        return character;
    }

    private int text(int character) {
        if (escaped) {
            escaped = false;
        } else if (character == '\\') {
            escaped = true;
        } else if (character == '"') {
            inText = false;
        }
        return character;
    }

    private int placeholder(int character) {
        if (character == '}') {
            inPlaceholder = false;
            due = '"';
        }
        return character == '"' || character == '\\' || character < ' ' ? '\'' : character;
    }

    private int take() throws IOException {
        int character = peek();
        if (character != END) {
            next++;
        }
        return character;
    }

    private int peek() throws IOException {
        if (next == filled) {
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
            next = 0;
        }
        return filled == 0 ? END : buffer[next];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
