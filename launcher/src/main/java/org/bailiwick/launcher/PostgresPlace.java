package org.bailiwick.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Where one embedded PostgreSQL keeps its things: programs and data in its home, secrets, port and log in {@code var}. */
record PostgresPlace(Path var, String name, PostgresBinaries binaries, RunAs runAs) {

    /** Unpacks and creates what is missing; refuses data that these programs cannot read. */
    void prepare(Consumer<String> say) {
        Path programs = programs();
        if (!data().exists()) {
            say.accept("making the database in `%s`".formatted(data().folder()));
            data().create(programs, runAs, PrivateFile.secret(beside("password")));
        }
        data().refuseOtherMajor(binaries.major());
        if (!Files.exists(beside("password"))) {
            throw new LaunchException("the password of `%s` is missing: bring back `%s` from your backup"
                    .formatted(data().folder(), beside("password")));
        }
        data().configure();
        LogFile.from(log());
    }

    PostgresData data() {
        return new PostgresData(runAs.home(var).resolve(base()));
    }

    List<String> serverCommand(int port) {
        return runAs.command(List.of(programs().resolve("bin/postgres").toString(), "-D",
                data().folder().toString(), "-p", Integer.toString(port)));
    }

    private Path programs() {
        return binaries.unpackedIn(runAs.home(var));
    }

    String password() {
        return PrivateFile.read(beside("password"));
    }

    LaunchException wrongPassword() {
        return new LaunchException("PostgreSQL in `%s` does not take the password in `%s`: bring back that file"
                .formatted(data().folder(), beside("password")));
    }

    RememberedPort port() {
        return new RememberedPort(beside("port"), "PostgreSQL");
    }

    Path log() {
        return var.resolve("log").resolve(name + ".log");
    }

    /** A file of ours beside the data. */
    Path beside(String kind) {
        return var.resolve(base() + "." + kind);
    }

    private String base() {
        return name + "-" + binaries.major();
    }
}
