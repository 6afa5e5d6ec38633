package org.bailiwick.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * A port that stays the same over restarts, so that addresses which were given out go on working. Chosen below the range
 * that the system hands to outgoing connections, so that it is rarely taken in between.
 */
record RememberedPort(Path file, String owner) {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    int choose(Consumer<String> say) {
        OptionalInt remembered = remembered();
        if (remembered.isPresent() && isFree(remembered.getAsInt())) {
            return remembered.getAsInt();
        }
        int port = anyFree();
        remembered.ifPresent(taken -> say.accept("port %d of %s is taken by another program, using %d instead"
                .formatted(taken, owner, port)));
        keep(port);
        return port;
    }

    void keep(int port) {
        PrivateFile.write(file, Integer.toString(port));
    }

    OptionalInt remembered() {
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        String kept = PrivateFile.read(file);
        return kept.matches("\\d{4,5}") ? OptionalInt.of(Integer.parseInt(kept)) : OptionalInt.empty();
    }

    private static int anyFree() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new LaunchException("no free port between %d and %d: stop programs that listen there"
                .formatted(LOWEST, HIGHEST));
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
