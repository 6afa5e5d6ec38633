package org.bailiwick.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run that dies without stopping what it started, as a killed launcher does. */
final class Abandoning {
    static final int EXIT_CODE = 9;

    private Abandoning() {}

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "postgres" -> EmbeddedPostgres.start(Path.of(arguments[1]), arguments[2]);
            case "keycloak" -> KeycloakServer.startFresh(Path.of(arguments[1]), Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /** Runs this in a process of its own until it has died. */
    static void run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Abandoning.class.getName()));
        command.addAll(List.of(arguments));
        Process other = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(other.waitFor(Duration.ofMinutes(10))).isTrue();
        assertThat(other.exitValue()).isEqualTo(EXIT_CODE);
    }
}
