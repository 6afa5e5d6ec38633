package org.bailiwick.evidence.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was collected for a pack lies on disk no longer than it is needed. */
class PackFolderTests {
    @TempDir
    Path var;

    private static PackSpool collected(PackFolder folder, String line) throws IOException {
        var spool = folder.spool();
        spool.file("entries").write(line.getBytes(UTF_8));
        return spool;
    }

    private long folders() throws IOException {
        try (var each = Files.list(var.resolve("packs"))) {
            return each.count();
        }
    }

    @Test
    void whatIsKeptForAPackIsTakenOnce() throws IOException {
        var folder = new PackFolder(var);
        var spool = collected(folder, "one");
        folder.keep(7, spool);

        assertThat(folder.taken(8)).isEmpty();
        assertThat(folder.taken(7)).containsSame(spool);
        assertThat(folder.taken(7)).isEmpty();

        spool.close();
        assertThat(folders()).isZero();
    }

    @Test
    void whatIsCollectedAnewOrNotNeededAnyMoreIsRemoved() throws IOException {
        var folder = new PackFolder(var);
        folder.keep(7, collected(folder, "one"));
        folder.keep(7, collected(folder, "two"));
        assertThat(folders()).isEqualTo(1);

        folder.letGo(7);
        folder.letGo(7);

        assertThat(folders()).isZero();
        assertThat(folder.taken(7)).isEmpty();
    }

    @Test
    void serverThatStopsLeavesNothingOfIt() throws IOException {
        var folder = new PackFolder(var);
        folder.keep(7, collected(folder, "one"));

        folder.destroy();

        assertThat(folders()).isZero();
    }

    @Test
    void nothingOutlivesAServer() throws IOException {
        var before = new PackFolder(var);
        before.keep(7, collected(before, "one"));

        var after = new PackFolder(var);

        assertThat(after.taken(7)).isEmpty();
        assertThat(var.resolve("packs")).doesNotExist();
    }

    @Test
    void whatWaitsTooLongForItsProofIsRemoved() throws Exception {
        var folder = new PackFolder(var, Duration.ofMillis(50));
        folder.keep(7, collected(folder, "one"));

        await().until(() -> folders() == 0);
        assertThat(folder.taken(7)).isEmpty();
    }
}
