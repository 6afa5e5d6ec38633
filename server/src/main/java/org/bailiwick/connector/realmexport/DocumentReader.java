package org.bailiwick.connector.realmexport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.bailiwick.connector.Inert;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Reads the realms of one file as a stream, up to its end or to where it breaks off. */
final class DocumentReader {
    private static final int LONGEST_TEXT = 32 * 1024 * 1024;
    private static final int DEEPEST = 10_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT).maxNestingDepth(DEEPEST).build())
            .build();

    private final ExportFile file;
    private final Remarks remarks = new Remarks();
    private final List<RealmDraft> realms = new ArrayList<>();

    DocumentReader(ExportFile file) {
        this.file = file;
    }

    /** @param realms those of the file, the last one perhaps only up to where the file breaks off */
    record Document(ExportFile file, List<RealmDraft> realms, Remarks remarks) {}

    Document read() {
        try (var text = ExportText.open(file); var parser = JSON.createParser(text)) {
            read(parser, new Cursor(parser, file.name(), remarks));
            damage(text.damagedLine());
        } catch (IOException failed) {
            remarks.unread(file.name(), "", "cannot be read: " + reason(failed), Kinds.ALL);
        }
        for (var realm : List.copyOf(realms)) {
            if (!realm.isRealm()) {
                realms.remove(realm);
                remarks.addAll(realm.remarks);
                remarks.unread(file.name(), realm.pointer, notRealm(realm), Kinds.ALL);
            }
        }
        return new Document(file, List.copyOf(realms), remarks);
    }

    private void read(JsonParser parser, Cursor cursor) {
        try {
            var first = parser.nextToken();
            if (first == null) {
                cursor.unread("is empty", Kinds.ALL);
                return;
            }
            if (first == JsonToken.START_ARRAY) {
                cursor.list(Kinds.ALL, index -> realm(parser, cursor));
            } else {
                realm(parser, cursor);
            }
            cursor.remarksTo(remarks);
            if (realms.isEmpty() && first == JsonToken.START_ARRAY && remarks.unread() == 0) {
                cursor.unread("is an empty list: there is no realm in it", Kinds.ALL);
            }
            if (parser.nextToken() != null) {
                cursor.unread("more follows after the end of the JSON; it was not read", Kinds.ALL);
            }
        } catch (JacksonException brokenOff) {
            realms.stream().skip(Math.max(0, realms.size() - 1)).forEach(RealmDraft::brokeOff);
            (realms.isEmpty() ? remarks : realms.getLast().remarks).unread(file.name(), cursor.pointer(),
                    reason(brokenOff), Kinds.ALL);
        }
    }

    private void realm(JsonParser parser, Cursor cursor) {
        cursor.remarksTo(remarks);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            cursor.unread("is no realm: a realm is a JSON object", Kinds.ALL);
            return;
        }
        var realm = new RealmDraft(file, cursor.pointer());
        realms.add(realm);
        new RealmReader(cursor, realm).read();
    }

    private static String notRealm(RealmDraft realm) {
        return realm.name == null
                ? "is no realm: no `realm` with its name was read"
                : "is no realm: it names the realm `%s` and tells nothing about it"
                        .formatted(Inert.text(realm.name, 80));
    }

    private void damage(int line) {
        if (line > 0) {
            var text = "line %d holds bytes that are no text in the file's encoding: names with U+FFFD may be wrong";
            remarks.unread(file.name(), "", text.formatted(line), Kinds.NONE);
        }
    }

    private static String reason(JacksonException brokenOff) {
        var at = brokenOff.getLocation();
        var place = at == null
                ? ""
                : ", at line %d column %d".formatted(at.getLineNr(), at.getColumnNr());
        return switch (brokenOff) {
            case UnexpectedEndOfInputException _ ->
                "the file ends here in the middle: what would follow is not known";
            case StreamConstraintsException _ -> "the JSON is too deep or a text too long" + place
                    + ": what follows was not read";
            case JacksonIOException failed ->
                reason(failed.getCause() == null ? failed : failed.getCause()) + ": what follows was not read";
            default -> "is no JSON from here on" + place + ": what follows was not read";
        };
    }

    private static String reason(Throwable failed) {
        return switch (failed) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "no permission to read it";
            case EOFException _ -> "the gzip data ends in the middle";
            case ZipException _ -> "the gzip data is damaged";
            default -> Inert.text(String.valueOf(failed.getMessage()), 200);
        };
    }
}
