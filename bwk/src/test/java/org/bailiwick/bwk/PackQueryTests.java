package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.pack.Manifest;
import org.bailiwick.proof.pack.PackFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack is compared with the words it was asked for with. */
final class PackQueryTests {
    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant ASKED = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void dateStandsForItsWholeDay() throws Exception {
        var october = query("--since", "2026-10-01", "--until", "2026-10-31");

        assertThat(october.unlike(pack(NOVEMBER, range()), ASKED)).isEmpty();
        assertThat(october.unlike(pack(NOVEMBER.minusSeconds(1), range()), ASKED)).isPresent();
    }

    @Test
    void dayThatIsNotOverEndsAtTheTimeOfAsking() throws Exception {
        var today = query("--since", "2026-10-01", "--until", "2026-11-22");

        assertThat(today.unlike(pack(ASKED.minusSeconds(200), range()), ASKED)).isEmpty();
        assertThat(today.unlike(pack(ASKED.minusSeconds(400), range()), ASKED)).isPresent();
    }

    @Test
    void partialPackIsOnlyForWhoAskedForAFilter() throws Exception {
        var filtered = new Manifest.Selection.Filtered(List.of(3L));

        assertThat(query("--since", "2026-10-01").unlike(pack(ASKED, filtered), ASKED)).hasValueSatisfying(
                why -> assertThat(why).contains("partial"));
        assertThat(query("--since", "2026-10-01", "--ticket", "T-1").unlike(pack(ASKED, filtered), ASKED)).isEmpty();
        assertThat(PackQuery.earlier("t").unlike(pack(BEGIN, filtered), ASKED)).isEmpty();
    }

    @Test
    void everyFilterOfTheTimelineGoesIntoTheQuestion() {
        var words = new ArrayList<>(List.of("--since", "2026-10-01T08:00:00+02:00"));
        Stream.of("operator", "authority", "action", "target", "outcome", "ticket", "correlation", "decision")
                .forEach(name -> words.addAll(List.of("--" + name, name + " of Ü")));

        assertThat(new String(query(words.toArray(String[]::new)).json(), UTF_8))
                .isEqualTo("""
                           {"action":"action of Ü","authority":"authority of Ü","correlation":"correlation of Ü",\
                           "decision":"decision of Ü","operator":"operator of Ü","outcome":"outcome of Ü",\
                           "since":"2026-10-01T08:00:00+02:00","target":"target of Ü","ticket":"ticket of Ü"}""");
    }

    private static PackQuery query(String... words) {
        return PackQuery.of("t", Arguments.parse(List.of(words), Set.copyOf(PackQuery.options())));
    }

    private static Manifest.Selection range() {
        return new Manifest.Selection.Range(0, 2);
    }

    private Path pack(Instant to, Manifest.Selection entries) throws Exception {
        Path pack = folder.resolve("pack.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(pack))) {
            zip.putNextEntry(new ZipEntry(PackFiles.MANIFEST));
            zip.write(
                    new Manifest("o", "t", BEGIN, to, Json.nothing(), "test", entries, new TreeMap<>(), new TreeSet<>())
                            .bytes());
        }
        return pack;
    }
}
