package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;
import org.bailiwick.proof.note.TrustPolicy;
import org.bailiwick.proof.pack.Fault;
import org.bailiwick.proof.pack.PackContinuation;
import org.bailiwick.proof.pack.PackVerifier;
import org.bailiwick.proof.pack.Verdict;

/** {@code bwk verify}: an auditor asks whether a pack is what it claims to be, without server or network. */
final class Verify {
    static final Set<String> OPTIONS = Set.of("--policy", "-o");
    private static final String CONTINUES = "--continues";

    private final Optional<TrustPolicy> policy;
    private final boolean json;
    private final PrintStream out;

    private Verify(Optional<TrustPolicy> policy, boolean json, PrintStream out) {
        this.policy = policy;
        this.json = json;
        this.out = out;
    }

    static ExitCode run(List<String> words, PrintStream out) throws IOException {
        Arguments arguments = Arguments.parse(words, Set.of("--policy", "-o", CONTINUES));
        if (arguments.rest().size() != 1) {
            throw new UsageException("`bwk verify` takes one pack: see `bwk help`");
        }
        var verify = as(arguments, out);
        Path pack = Path.of(arguments.rest().getFirst());
        Optional<String> earlier = arguments.one(CONTINUES);
        return earlier.isEmpty() ? verify.check(pack) : verify.check(pack, Path.of(earlier.get()));
    }

    /** As these options want it; whatever is wrong with them is known before there is a pack. */
    static Verify as(Arguments arguments, PrintStream out) throws IOException {
        String form = arguments.one("-o").orElse("text");
        if (!form.equals("text") && !form.equals("json")) {
            throw new UsageException("`-o` is `text` or `json`, not `" + form + "`");
        }
        Optional<TrustPolicy> policy = Optional.empty();
        if (arguments.one("--policy").isPresent()) {
            policy = Optional.of(TrustPolicy.parse(Files.readAllBytes(Path.of(arguments.required("--policy")))));
        }
        return new Verify(policy, form.equals("json"), out);
    }

    ExitCode check(Path pack) throws IOException {
        Verdict verdict = PackVerifier.verify(pack, policy);
        out.print(json ? json(verdict) : text(verdict));
        return verdict.holds() ? ExitCode.OK : ExitCode.VERIFICATION_FAILED;
    }

    /** Also whether the log of the pack goes on from that of an earlier one. */
    private ExitCode check(Path pack, Path earlier) throws IOException {
        var outcome = PackContinuation.verify(pack, earlier, policy);
        out.print(json ? json(outcome) : text(outcome));
        if (outcome.wrong()) {
            return ExitCode.VERIFICATION_FAILED;
        }
        return outcome.holds() ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static String text(PackContinuation.Outcome outcome) {
        String finding = switch (outcome.finding()) {
            case PackContinuation.Finding.Continues(var sentence) ->
                "holds    %s\nverified, and it continues the earlier pack".formatted(sentence);
            case PackContinuation.Finding.NotProvable(var sentence) ->
                "note     %s\nNOT shown that it continues the earlier pack".formatted(sentence);
            case PackContinuation.Finding.Contradicts(var sentence) ->
                "WRONG    %s\nNOT verified: it does not continue the earlier pack".formatted(sentence);
        };
        return "the earlier pack\n" + text(outcome.earlier()) + "this pack\n" + text(outcome.newer())
                + "the one after the other\n" + finding + "\n";
    }

    private static String json(PackContinuation.Outcome outcome) {
        String word = switch (outcome.finding()) {
            case PackContinuation.Finding.Continues continues -> "yes";
            case PackContinuation.Finding.NotProvable unknown -> "not known";
            case PackContinuation.Finding.Contradicts wrong -> "no";
        };
        return new String(CanonicalJson.bytes(object(outcome.newer()).put("verified", outcome.holds())
                .put("earlier", object(outcome.earlier()).put("verified", outcome.earlier().holds()).build())
                .put("continues", Json.object().put("answer", word).put("why", outcome.finding().sentence()).build())
                .build()), UTF_8) + "\n";
    }

    private static String text(Verdict verdict) {
        var text = new StringBuilder();
        verdict.checked().forEach(line -> text.append("holds    ").append(line).append('\n'));
        verdict.fault().ifPresent(fault -> text.append("WRONG    ").append(fault.sentence()).append('\n'));
        verdict.remarks().forEach(line -> text.append("note     ").append(line).append('\n'));
        return text.append(verdict.holds() ? "verified\n" : "NOT verified: nothing after the wrong place was checked\n")
                .toString();
    }

    private static String json(Verdict verdict) {
        return new String(CanonicalJson.bytes(object(verdict).put("verified", verdict.holds()).build()), UTF_8) + "\n";
    }

    private static ObjectBuilder object(Verdict verdict) {
        return Json.object().put("checked", texts(verdict.checked())).put("remarks", texts(verdict.remarks()))
                .putIfPresent("fault", verdict.fault().map(Verify::json).orElse(null));
    }

    private static Json json(Fault fault) {
        ObjectBuilder json = Json.object().put("file", fault.file()).put("why", fault.why());
        OptionalLong entry = fault.entry();
        return entry.isPresent() ? json.put("entry", entry.getAsLong()).build() : json.build();
    }

    private static Json texts(List<String> lines) {
        return Json.array(lines.stream().map(Json::text).toList());
    }
}
