package org.bailiwick.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which accounts the demo has locked out already: each is locked once, so that whoever unlocked it finds it unlocked at
 * the next start, and a lockout that ended stays ended.
 */
final class LockedOnce {
    private final Path file;
    private final Set<String> done = new TreeSet<>();

    LockedOnce(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                done.addAll(Files.readAllLines(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    synchronized boolean was(String realm, String username) {
        return done.contains(line(realm, username));
    }

    synchronized void remember(String realm, String username) {
        if (done.add(line(realm, username))) {
            save();
        }
    }

    /** A realm that is made anew has nobody locked out. */
    synchronized void forget(String realm) {
        if (done.removeIf(each -> each.startsWith(realm + "/"))) {
            save();
        }
    }

    private static String line(String realm, String username) {
        return realm + "/" + username;
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, done);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
