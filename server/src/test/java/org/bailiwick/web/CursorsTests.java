package org.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorsTests {
    @TempDir
    private Path var;
    private Cursors cursors;

    @BeforeEach
    void start() {
        cursors = PagesForTests.cursors(var);
    }

    @Test
    void cursorLeadsBackToItsPlace() {
        var cursor = cursors.write("grants/3", "2026-11-22T00:00:00Z", "", "ü");

        assertThat(cursors.read("grants/3", cursor)).containsExactly("2026-11-22T00:00:00Z", "", "ü");
    }

    @Test
    void cursorOutlivesARestart() {
        var cursor = cursors.write("grants/3", "7");

        var restarted = PagesForTests.cursors(var);

        assertThat(restarted.read("grants/3", cursor)).containsExactly("7");
    }

    @Test
    void cursorOfAnotherTenantsListIsRefused() {
        var cursor = cursors.write("grants/3", "7");

        assertThatThrownBy(() -> cursors.read("grants/4", cursor)).isInstanceOf(RefusedException.class);
    }

    @Test
    void everyChangedCharacterIsRefused() {
        var cursor = cursors.write("grants/3", "7");

        for (int place = 0; place < cursor.length(); place++) {
            var changed = new StringBuilder(cursor);
            changed.setCharAt(place, cursor.charAt(place) == 'A' ? 'Q' : 'A');
            assertThatThrownBy(() -> cursors.read("grants/3", changed.toString())).as("place %d", place)
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whatIsNoCursorIsRefused() {
        assertThatThrownBy(() -> cursors.read("grants/3", "")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> cursors.read("grants/3", "%%%")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> cursors.read("grants/3", "AAAA")).isInstanceOf(RefusedException.class);
    }
}
