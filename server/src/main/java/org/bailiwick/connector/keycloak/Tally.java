package org.bailiwick.connector.keycloak;

import java.util.LinkedHashSet;
import java.util.Set;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Counts what was asked and got of one kind, and keeps why it is not complete. */
final class Tally {
    private static final int PROBLEMS_NAMED = 3;

    private final ObjectKind kind;
    private final Set<String> problems = new LinkedHashSet<>();
    private int asked;
    private int read;
    private long items;
    private @Nullable Long told;
    private @Nullable String note;

    Tally(ObjectKind kind) {
        this.kind = kind;
    }

    void asked() {
        asked++;
    }

    void read() {
        read++;
    }

    void item() {
        items++;
    }

    void told(long count) {
        told = (told == null ? 0 : told) + count;
    }

    void problem(String text) {
        problems.add(text);
    }

    void note(String text) {
        note = note == null ? text : note + "; " + text;
    }

    Completeness completeness() {
        return new Completeness(kind, asked, read, items, told, problems.isEmpty() ? null : named(), note);
    }

    private String named() {
        var text = String.join("; ", problems.stream().limit(PROBLEMS_NAMED).toList());
        var more = problems.size() - PROBLEMS_NAMED;
        return more > 0 ? "%s; and %d more".formatted(text, more) : text;
    }
}
