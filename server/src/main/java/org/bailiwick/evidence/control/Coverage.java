package org.bailiwick.evidence.control;

import java.util.Locale;
import org.bailiwick.web.Mark;

/** What rows say about a control, the worst first. Nothing found is not known, never covered. */
public enum Coverage {
    GAP(Mark.HIGH), NOT_KNOWN(Mark.UNKNOWN), COVERED(Mark.PLAIN);

    private final Mark mark;

    Coverage(Mark mark) {
        this.mark = mark;
    }

    public Mark mark() {
        return mark;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Coverage of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
