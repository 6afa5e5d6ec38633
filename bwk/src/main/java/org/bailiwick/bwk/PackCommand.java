package org.bailiwick.bwk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code bwk pack}: an auditor has the MSP's server build a pack, waits for it, fetches it and checks it at once, as
 * {@code bwk verify} does. Progress goes where errors go; what is printed is the verdict.
 */
final class PackCommand {
    private static final Set<String> SWITCHES = Set.of("--force", "--allow-http");
    private static final Duration FIRST_LOOK = Duration.ofMillis(500);
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Patience patience;

    PackCommand(PrintStream out, PrintStream err, Map<String, String> environment, Patience patience) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.patience = patience;
    }

    ExitCode run(List<String> words) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(words, options(), SWITCHES);
        if (!arguments.rest().isEmpty()) {
            throw new UsageException("`" + arguments.rest().getFirst() + "` is no option: see `bwk help`");
        }
        String tenant = id(arguments.required("--tenant"), "--tenant");
        Optional<String> earlier = arguments.one("--pack").map(id -> id(id, "--pack"));
        PackQuery query = earlier.isPresent() ? earlier(tenant, arguments) : PackQuery.of(tenant, arguments);
        var address = ServerAddress.of(arguments.required("--server"), arguments.given("--allow-http"));
        Instant began = patience.now();
        Instant deadline = began.plus(timeout(arguments.one("--timeout").orElse("900")));
        Verify verify = Verify.as(arguments, out);
        var token = BearerToken.of(arguments.one("--token-file").map(Path::of), environment);
        Path kept;
        try (var file = WholeFile.at(Path.of(arguments.required("--out")), arguments.given("--force"));
                var server = new PackServer(address, token, patience, deadline, err)) {
            String pack = earlier.isPresent() ? earlier.get() : ask(server, query);
            fetch(server, tenant, ready(server, tenant, pack), file.part());
            kept = file.keep();
        }
        err.println("kept as `" + kept + "`");
        return checked(verify, kept, query, began);
    }

    private static Set<String> options() {
        Set<String> options = new HashSet<>(PackQuery.options());
        options.addAll(Verify.OPTIONS);
        options.addAll(Set.of("--server", "--tenant", "--pack", "--out", "--token-file", "--timeout"));
        return options;
    }

    private static PackQuery earlier(String tenant, Arguments arguments) {
        if (PackQuery.options().stream().anyMatch(arguments::given)) {
            throw new UsageException("`--pack` fetches a pack as it was asked for: leave out period and filters");
        }
        return PackQuery.earlier(tenant);
    }

    private static String id(String text, String option) {
        String id = text.toLowerCase(Locale.ROOT);
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new UsageException("`" + option + "` is an id like `7b0c7a34-57b1-4c27-9f1e-3a1a60b0d7b9`, not `"
                    + text + "`");
        }
        return id;
    }

    private static Duration timeout(String seconds) {
        if (!seconds.matches("[1-9][0-9]{0,5}")) {
            throw new UsageException("`--timeout` is a number of seconds, not `" + seconds + "`");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private String ask(PackServer server, PackQuery query) throws IOException, InterruptedException {
        String pack = server.request(query).id();
        err.println("asked for the pack `%s`; should this end early, `--pack %s` fetches it, without asking again"
                .formatted(pack, pack));
        return pack;
    }

    private PackStatus ready(PackServer server, String tenant, String pack) throws IOException, InterruptedException {
        Duration wait = FIRST_LOOK;
        String said = "";
        while (true) {
            PackStatus status = server.read(tenant, pack);
            if (!status.words().equals(said)) {
                said = status.words();
                err.println(said);
            }
            if (!status.underWay()) {
                return status;
            }
            server.pause(wait);
            wait = wait.multipliedBy(2).compareTo(LAST_LOOK) > 0 ? LAST_LOOK : wait.multipliedBy(2);
        }
    }

    private void fetch(PackServer server, String tenant, PackStatus status, Path part)
            throws IOException, InterruptedException {
        PackStatus.File told = status.file();
        if (told == null) {
            throw new RefusedException(ExitCode.FAILED, "there is no pack to fetch: ask for another one");
        }
        err.println("fetching %,d bytes".formatted(told.size()));
        server.fetch(tenant, status.id(), part, told.size());
        if (Files.size(part) != told.size() || !sha256(part).equals(told.sha256())) {
            throw new RefusedException(ExitCode.FAILED,
                    "what came is not the file that the server told of: fetch it again with `--pack " + status.id()
                            + "`");
        }
    }

    private ExitCode checked(Verify verify, Path pack, PackQuery query, Instant began) throws IOException {
        ExitCode ended = verify.check(pack);
        if (ended != ExitCode.OK) {
            return ended;
        }
        Optional<String> unlike = query.unlike(pack, began);
        if (unlike.isEmpty()) {
            return ExitCode.OK;
        }
        err.println("bwk: the pack holds, but is not the one that was asked for: " + unlike.get());
        return ExitCode.VERIFICATION_FAILED;
    }

    private static String sha256(Path file) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
