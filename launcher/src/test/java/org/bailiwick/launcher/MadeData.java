package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** Data of PostgreSQL, made once and copied: for tests of something else than the making, which takes a second each time. */
record MadeData(PostgresPlace made) {

    /** @param name of nobody else: several processes test at the same time */
    static MadeData anew(Path var, String name) {
        PostgresPlace place = place(var, name);
        Folders.delete(place.data().folder());
        place.prepare(line -> {});
        return new MadeData(place);
    }

    /** As if that had been started there before. */
    void copyTo(Path var, String name) {
        PostgresPlace place = place(var, name);
        Command copied = Command.run(List.of("cp", "-a", made.data().folder().toString(),
                place.data().folder().toString()), var);
        assertThat(copied.succeeded()).as(copied.everything()).isTrue();
        PrivateFile.write(place.beside("password"), made.password());
    }

    private static PostgresPlace place(Path var, String name) {
        return new PostgresPlace(var, name, PostgresBinaries.onClassPath(), RunAs.choose(var, line -> {}));
    }
}
