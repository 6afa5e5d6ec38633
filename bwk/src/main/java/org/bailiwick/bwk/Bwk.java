package org.bailiwick.bwk;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bailiwick.proof.MalformedProofException;
import org.jspecify.annotations.Nullable;

/** Reads the command line, runs one command, and ends with a number that scripts can rely on. */
public final class Bwk {
    private static final String HELP = """
                                       bwk verify PACK [--continues EARLIER] [--policy FILE] [-o text|json]
                                           checks an audit pack offline and says in words what holds. --policy names your own C2SP policy with the
                                           keys that you believe; without it the pack's own keys are believed, and shown for you to compare.
                                           --continues names a pack of the same tenant that you kept: both are checked, and whether the log of
                                           PACK goes on from it. A log that was forked since ends with 7; a PACK that carries too little to
                                           show it ends with 6.

                                       bwk pack --server URL --tenant ID --since DATE [--until DATE] --out FILE
                                           has the MSP's server build an audit pack, waits for it, fetches it and verifies it at once. Dates are
                                           days in UTC, or times like 2026-11-22T10:00:00Z; without --until the period ends now.
                                           --operator, --authority, --action, --target, --outcome, --ticket, --correlation, --decision
                                                            filters of the timeline; any of them makes the pack partial
                                           --pack ID        in place of --since: fetches a pack that was asked for before
                                           --token-file F   the access token, else the variable BAILIWICK_TOKEN has it. It is an OpenID Connect
                                                            access token of a person who may read the record, from a provider that is registered
                                                            with the server, for the audience `bailiwick`; the server has no other kind
                                           --timeout S      seconds until it gives up (900)
                                           --force          replaces FILE where there is one
                                           --allow-http     sends the token in the clear beyond this machine
                                           --policy FILE, -o text|json
                                                            as with verify

                                       bwk witness --data DIR --name NAME --log VKEY [--log VKEY] [--listen HOST:PORT]
                                           runs a witness: it cosigns the checkpoints of these logs as long as they only grow, and refuses a fork
                                           or a rollback. DIR keeps its key (made on the first start) and its memory: back it up, never roll it
                                           back. Listens on 127.0.0.1:8475 unless told otherwise.

                                       bwk help
                                           this text

                                       ends with 0 ok, 1 failed, 2 usage, 3 denied, 4 not found, 5 conflict, 6 partial, 7 verification failed
                                       """;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Patience patience;

    Bwk(PrintStream out, PrintStream err, Map<String, String> environment, Patience patience) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.patience = patience;
    }

    static void main(String[] words) {
        // The data is UTF-8, and numbers have ASCII digits, whatever the terminal's locale says.
        Locale.setDefault(Locale.ROOT);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ExitCode ended = new Bwk(out, err, System.getenv(), Patience.ofPeople()).run(List.of(words));
        if (ended != ExitCode.OK) {
            System.exit(ended.number());
        }
    }

    ExitCode run(List<String> words) {
        try {
            String command = words.isEmpty() ? "help" : words.getFirst();
            List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
            return switch (command) {
                case "verify" -> Verify.run(rest, out);
                case "pack" -> new PackCommand(out, err, environment, patience).run(rest);
                case "witness" -> witness(rest);
                case "help", "--help", "-h" -> help();
                default -> throw new UsageException("unknown command `" + command + "`: see `bwk help`");
            };
        } catch (UsageException wrong) {
            return fail(ExitCode.USAGE, wrong.getMessage());
        } catch (RefusedException refused) {
            return fail(refused.code(), refused.getMessage());
        } catch (NoSuchFileException missing) {
            return fail(ExitCode.NOT_FOUND, "there is no file `" + missing.getFile() + "`: check the path");
        } catch (MalformedProofException wrong) {
            return fail(ExitCode.FAILED, wrong.getMessage());
        } catch (IOException failed) {
            return fail(ExitCode.FAILED, failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail(ExitCode.FAILED, "it was interrupted");
        }
    }

    private ExitCode help() {
        out.print(HELP);
        return ExitCode.OK;
    }

    private ExitCode witness(List<String> words) throws IOException {
        // The JDK's server reads it once: whoever sends a request byte by byte does not hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        WitnessCommand.start(words, seed, InstantSource.system(), out);
        return ExitCode.OK;
    }

    private ExitCode fail(ExitCode code, @Nullable String why) {
        err.println("bwk: " + why);
        return code;
    }
}
