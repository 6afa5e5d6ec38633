package org.bailiwick.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.bailiwick.platform.Ids;

/** Cursors signed with a key of their own, for tests of lists. */
public final class CursorsForTests {
    private CursorsForTests() {}

    public static Cursors create(Ids ids) {
        try {
            return new Cursors(new Signatures(new SigningKey(Files.createTempDirectory("bailiwick-cursors"), ids)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
