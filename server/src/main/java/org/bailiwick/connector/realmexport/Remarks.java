package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Collects what is said about one realm; a file with a million faults has a thousand of them kept and all counted. */
final class Remarks {
    private static final int MOST = 1_000;
    private static final int LONGEST = 300;

    private final List<Remark> kept = new ArrayList<>();
    private final Map<ObjectKind, String> hidden = new EnumMap<>(ObjectKind.class);
    private final Set<String> filesPartlyRead = new HashSet<>();
    private long unread;
    private long left;

    void unread(String file, String pointer, String text, Set<ObjectKind> hides) {
        unread++;
        filesPartlyRead.add(file);
        hides.forEach(kind -> hidden.putIfAbsent(kind, "%s: %s".formatted(cut(pointer), text)));
        keep(new Remark(file, cut(pointer), text, hides, true));
    }

    /** Read, but worth knowing. */
    void odd(String file, String pointer, String text) {
        keep(new Remark(file, cut(pointer), text, Set.of(), false));
    }

    /** Why a kind is not completely known; null where nothing was said about it. */
    @Nullable
    String hidden(ObjectKind kind) {
        return hidden.get(kind);
    }

    List<Remark> kept() {
        return List.copyOf(kept);
    }

    /** All that could not be read, kept or not. */
    long unread() {
        return unread;
    }

    boolean partlyRead(String file) {
        return filesPartlyRead.contains(file);
    }

    /** How many remarks were made beyond those that are kept. */
    long left() {
        return left;
    }

    void addAll(Remarks others) {
        others.kept.forEach(this::keep);
        others.hidden.forEach(hidden::putIfAbsent);
        filesPartlyRead.addAll(others.filesPartlyRead);
        unread += others.unread;
        left += others.left;
    }

    private void keep(Remark remark) {
        if (kept.size() < MOST) {
            kept.add(remark);
        } else {
            left++;
        }
    }

    private static String cut(String pointer) {
        return Inert.text(pointer, LONGEST);
    }
}
