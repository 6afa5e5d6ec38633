package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs: it refuses to run as root. An ordinary user runs it directly; root runs it in a user namespace,
 * where it is nobody and its files stay root's own; where that is refused, as an unprivileged user with files elsewhere.
 */
sealed interface RunAs {

    static RunAs choose(Path var, Consumer<String> say) {
        if (!Command.asRoot()) {
            return new Caller();
        }
        Command namespace = Command.run(List.of("unshare", "-U", "test", "-w", var.toString()), Path.of("/"));
        if (namespace.succeeded()) {
            return new UserNamespace();
        }
        return Stream.of("postgres", "nobody").map(user -> new Unprivileged(user, homeOf(var)))
                .filter(Unprivileged::works).findFirst().map(user -> {
                    say.accept("no user namespace for PostgreSQL here, so it runs as user `%s` with its data in `%s`"
                            .formatted(user.user(), user.home()));
                    return user;
                })
                .orElseThrow(() -> new LaunchException(("PostgreSQL refuses to run as root, and neither way around it "
                        + "works here: `unshare -U` (%s) nor `setpriv` to user postgres or nobody; "
                        + "run bailiwick as an ordinary user").formatted(namespace.everything())));
    }

    private static Path homeOf(Path var) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(var.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            return Path.of("/var/lib/bailiwick", HexFormat.of().formatHex(hash, 0, 6));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same command, run as this one. */
    List<String> command(List<String> command);

    /** Where programs and data lie. */
    Path home(Path var);

    /** Hands a file over to whom PostgreSQL runs as. */
    void own(Path file);

    /** An ordinary user: nothing special. */
    record Caller() implements RunAs {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public Path home(Path var) {
            return var;
        }

        @Override
        public void own(Path file) {
            // already the caller's
        }
    }

    /** Root outside, nobody inside: the kernel still sees root's files as its own. */
    record UserNamespace() implements RunAs {
        @Override
        public List<String> command(List<String> command) {
            return prefixed(List.of("unshare", "-U"), command);
        }

        @Override
        public Path home(Path var) {
            return var;
        }

        @Override
        public void own(Path file) {
            // stays root's
        }
    }

    /** Another user, who cannot see into a private home, so the files lie elsewhere. */
    record Unprivileged(String user, Path home) implements RunAs {

        boolean works() {
            return Command.run(command(List.of("true")), Path.of("/")).succeeded();
        }

        @Override
        public List<String> command(List<String> command) {
            return prefixed(List.of("setpriv", "--reuid=" + user, "--regid=" + group(), "--clear-groups",
                    "--inh-caps=-all"), command);
        }

        private String group() {
            return Command.run(List.of("id", "-g", user), Path.of("/")).output();
        }

        @Override
        public Path home(Path var) {
            Folders.create(home);
            try {
                Files.setPosixFilePermissions(home.toAbsolutePath().getParent(),
                        PosixFilePermissions.fromString("rwxr-xr-x"));
            } catch (IOException failure) {
                throw new LaunchException("`%s` cannot be opened to user `%s`".formatted(home, user), failure);
            }
            own(home);
            return home;
        }

        @Override
        public void own(Path file) {
            try {
                var owner = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
                Files.getFileAttributeView(file, PosixFileAttributeView.class).setOwner(owner);
            } catch (IOException failure) {
                throw new LaunchException("`%s` cannot be given to user `%s`: run as root".formatted(file, user),
                        failure);
            }
        }
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        var line = new ArrayList<>(prefix);
        line.addAll(command);
        return line;
    }
}
