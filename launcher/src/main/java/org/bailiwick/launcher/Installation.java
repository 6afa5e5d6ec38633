package org.bailiwick.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.io.IOException;
import java.util.Optional;

/** Where the built product lies and where this run keeps its things, as {@code ./bailiwick} names them. */
record Installation(Path serverJar, Optional<Path> keycloakZip, Path var) {

    static Installation from(Options options) {
        Path var = options.var().orElseGet(() -> Path.of(required("bailiwick.var"))).toAbsolutePath().normalize();
        Path jar = Path.of(required("bailiwick.server.jar"));
        if (!Files.exists(jar)) {
            throw new LaunchException("`%s` is missing: start by `./bailiwick`, which builds it".formatted(jar));
        }
        Folders.create(var);
        return new Installation(jar, Optional.ofNullable(System.getProperty("bailiwick.keycloak.zip")).map(Path::of),
                var);
    }

    private static String required(String property) {
        return Optional.ofNullable(System.getProperty(property)).orElseThrow(
                () -> new LaunchException("property `%s` is missing: start by `./bailiwick`".formatted(property)));
    }

    /** One demo or server at a time. */
    FolderLock lock() {
        return FolderLock.take(var.resolve("bailiwick.lock"), "bailiwick in `%s`".formatted(var));
    }

    Path log(String name) {
        return privateFolder("log").resolve(name + ".log");
    }

    /** The settings handed to one child process; the command line, which others can see, holds only this path. */
    Path settings(String process) {
        return privateFolder("run").resolve(process + ".properties");
    }

    ClassArchive classArchive() {
        return ClassArchive.of(privateFolder("run"), serverJar);
    }

    private Path privateFolder(String name) {
        Path folder = Folders.create(var.resolve(name));
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be closed to others: check who owns it".formatted(folder), failure);
        }
        return folder;
    }
}
