package org.bailiwick.register;

import java.util.Locale;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;

/** Kinds of objects as the register writes them, and how much of one is believed to have been read. */
final class Kinds {
    private Kinds() {}

    /** For example {@code memberships}. */
    static String word(ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The same statement, no longer complete. The first problem is kept: it is the nearest to the cause. */
    static Completeness doubted(Completeness said, String problem) {
        return new Completeness(said.kind(), said.pagesAsked(), said.pagesRead(), said.itemsRead(), said.itemsTold(),
                said.problem() == null ? problem : said.problem());
    }
}
