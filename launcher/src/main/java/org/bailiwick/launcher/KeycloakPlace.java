package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Where one Keycloak keeps its things: each version unpacked in a folder of its own, the data beside it for all of them. */
record KeycloakPlace(Path zip, Path home, Path log, String jvm) {
    static final String ADMIN = "admin";

    private static final String HEAP = "-Xms64m -Xmx512m";
    /** Compiling well costs more than it gains in a few minutes. */
    private static final String SHORT_LIFE = HEAP + " -XX:TieredStopAtLevel=1";

    KeycloakPlace(Path zip, Path home, Path log) {
        this(zip, home, log, HEAP);
    }

    static KeycloakPlace of(Path zip, Path home) {
        return of(zip, home, HEAP);
    }

    /** Of one that is started for some tests. */
    static KeycloakPlace forTests(Path zip, Path home) {
        return of(zip, home, SHORT_LIFE);
    }

    private static KeycloakPlace of(Path zip, Path home, String jvm) {
        Path absolute = home.toAbsolutePath().normalize();
        return new KeycloakPlace(zip, absolute, absolute.resolve("keycloak.log"), jvm);
    }

    FolderLock lock() {
        return FolderLock.take(home.resolve("lock"), "Keycloak in `%s`".formatted(home));
    }

    Path data() {
        return home.resolve("data");
    }

    Path passwordFile() {
        return home.resolve("admin.password");
    }

    String password() {
        return PrivateFile.secret(passwordFile());
    }

    RememberedPort httpPort() {
        return new RememberedPort(home.resolve("http.port"), "Keycloak");
    }

    void unpack(Consumer<String> say) {
        Path folder = distribution();
        try {
            if (!Files.isDirectory(folder)) {
                say.accept("unpacking Keycloak");
                Unpacking.zip(zip, folder);
            }
            Folders.create(data());
            Path link = folder.resolve("data");
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of("..", "data"));
            }
        } catch (IOException failure) {
            throw new LaunchException("Keycloak cannot be unpacked from `%s`: %s (is the disk full? is the file whole?)"
                    .formatted(zip, failure.getMessage()), failure);
        }
    }

    ChildProcess spawn(int port, Consumer<String> say) {
        int management = new RememberedPort(home.resolve("management.port"), "Keycloak's management").choose(say);
        List<String> command = List.of("sh", script().toString(), "start-dev", "--http-host=127.0.0.1",
                "--http-port=" + port, "--http-management-port=" + management);
        return ChildProcess.start(command, home, Map.of("JAVA_HOME", System.getProperty("java.home", ""),
                "JAVA_OPTS_KC_HEAP", jvm, "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", password()), log);
    }

    /** The outermost process that still runs from this home. */
    Optional<ChildProcess> leftover() {
        return RunningProcesses.outermost(processes());
    }

    void stopLeftovers() {
        for (Optional<ChildProcess> left = leftover(); left.isPresent(); left = leftover()) {
            left.get().stop("TERM", Duration.ofSeconds(10));
        }
    }

    private List<ProcessHandle> processes() {
        String script = script().toString();
        String java = "-Dkc.home.dir=" + script().getParent();
        return RunningProcesses.whose(arguments -> arguments.contains(script)
                || arguments.stream().anyMatch(argument -> argument.startsWith(java)));
    }

    /** Shared by all homes beside this one. */
    KeptKeycloak kept() {
        return new KeptKeycloak(home.resolveSibling(distribution().getFileName()));
    }

    private Path script() {
        return distribution().resolve("bin").resolve("kc.sh");
    }

    Path distribution() {
        String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
        return home.resolve(name);
    }
}
