package org.bailiwick.demo.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SampleEstatePageTests {
    private static final String MARK = "<!-- What follows is written by SampleEstatePageTests. -->\n";

    /** Run it with {@code -Dbailiwick.golden=write} to write the lists, and read the difference before committing. */
    @Test
    void docsTellTheEstateAsItIs() throws IOException {
        var page = Path.of(Objects.requireNonNull(System.getProperty("bailiwick.root"), "run the tests by Maven"),
                "docs/sample-estate.md");
        var text = Files.readString(page);
        int end = text.indexOf(MARK) + MARK.length();
        var lists = SampleEstatePage.of(Estate.of(Estate.DEMO));

        if ("write".equals(System.getProperty("bailiwick.golden"))) {
            text = text.substring(0, end) + lists;
            Files.writeString(page, text);
        }

        assertThat(text).contains(MARK);
        assertThat(text.substring(end)).as("write it with -Dbailiwick.golden=write").isEqualTo(lists);
    }
}
