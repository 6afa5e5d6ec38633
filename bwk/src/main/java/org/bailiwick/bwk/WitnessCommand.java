package org.bailiwick.bwk;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.VerifierKey;

/** {@code bwk witness}: a tenant or its auditor starts a witness of their own. */
final class WitnessCommand {
    private static final String DEFAULT_ADDRESS = "127.0.0.1:8475";

    private WitnessCommand() {}

    /**
     * Starts it and says under which key and where; it runs until it is closed or the process ends.
     *
     * @param seed 32 random bytes for the key, used where the folder has none yet
     */
    static WitnessServer start(List<String> words, byte[] seed, InstantSource clock, PrintStream out)
            throws IOException {
        Arguments arguments = Arguments.parse(words, Set.of("--data", "--name", "--log", "--listen"));
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("`" + arguments.rest().getFirst() + "` is no option: see `bwk help`");
        }
        Map<String, List<VerifierKey>> logs = logs(arguments);
        InetSocketAddress address = address(arguments.one("--listen").orElse(DEFAULT_ADDRESS));
        String name = arguments.required("--name");
        WitnessStore store = WitnessStore.open(Path.of(arguments.required("--data")));
        try {
            SigningKey key = store.key(name, seed);
            var witness = new Witness(key, logs, store, clock);
            var server = new WitnessServer(address, witness, store, out);
            out.println("witness " + key.verifierKey().vkey());
            out.println("listens on http://%s:%d/".formatted(address.getHostString(), server.port()));
            return server;
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed;
        }
    }

    private static Map<String, List<VerifierKey>> logs(Arguments arguments) {
        Map<String, List<VerifierKey>> logs = new HashMap<>();
        for (String vkey : arguments.all("--log")) {
            VerifierKey key = VerifierKey.parse(vkey);
            if (key.type() != SignatureType.NOTE) {
                throw new UsageException("`" + key.name() + "` is the key of a witness, not of a log");
            }
            logs.computeIfAbsent(key.name(), origin -> new ArrayList<>()).add(key);
        }
        if (logs.isEmpty()) {
            throw new UsageException("`--log` is missing: name the key of at least one log");
        }
        return logs;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 0xffff) {
            throw new UsageException("`" + text + "` is no address: write HOST:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }
}
