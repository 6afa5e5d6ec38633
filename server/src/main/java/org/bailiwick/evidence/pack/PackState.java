package org.bailiwick.evidence.pack;

import java.util.Locale;
import org.bailiwick.web.Mark;

/**
 * How a pack stands. Outdated: it was ready, and what it was built from is not there any more. Removed: by whoever keeps
 * the record.
 */
public enum PackState {
    REQUESTED(Mark.WAITING), RUNNING(Mark.WAITING), READY(Mark.PLAIN), FAILED(Mark.FAILED), OUTDATED(
            Mark.UNKNOWN), REMOVED(Mark.UNKNOWN);

    private final Mark mark;

    PackState(Mark mark) {
        this.mark = mark;
    }

    public Mark mark() {
        return mark;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PackState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public boolean underWay() {
        return this == REQUESTED || this == RUNNING;
    }
}
