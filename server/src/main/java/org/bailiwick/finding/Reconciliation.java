package org.bailiwick.finding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;

/** What is to be done so that the findings of a rule say what the rule says. Looks at nothing but its arguments. */
final class Reconciliation {
    /** How sentences say how many they do not name. */
    private static final Pattern MORE = Pattern.compile(" and (\\d{1,9}) more\\b.*");

    private Reconciliation() {}

    sealed interface Step {}

    record Open(Fact fact) implements Step {}

    /**
     * @param returned whether the fact had been gone
     * @param why in words for the history
     */
    record Reopen(KnownFinding known, Fact fact, boolean returned, String why) implements Step {}

    record Alter(KnownFinding known, Fact fact) implements Step {}

    record Close(KnownFinding known) implements Step {}

    static List<Step> steps(Judgement judgement, List<KnownFinding> known) {
        var byKey = known.stream().collect(Collectors.toMap(KnownFinding::key, Function.identity()));
        var present = new HashSet<String>();
        var steps = new ArrayList<Step>();
        for (var fact : judgement.facts()) {
            if (present.add(fact.key())) {
                step(judgement, byKey, fact).ifPresent(steps::add);
            }
        }
        if (judgement.known()) {
            known.stream().filter(each -> each.state() != FindingState.CLOSED)
                    .filter(each -> !present.contains(each.key()) && !judgement.unjudged().contains(each.key()))
                    .map(Close::new).forEach(steps::add);
        }
        return steps;
    }

    private static Optional<Step> step(Judgement judgement, Map<String, KnownFinding> byKey, Fact fact) {
        var known = byKey.get(fact.key());
        if (known == null) {
            return Optional.of(new Open(fact));
        }
        return switch (known.state()) {
            case CLOSED -> Optional.of(new Reopen(known, fact, true, "it is there again"));
            case DECIDED -> reopened(judgement, known, fact).or(() -> altered(known, fact));
            case OPEN -> altered(known, fact);
        };
    }

    private static Optional<Step> reopened(Judgement judgement, KnownFinding known, Fact fact) {
        if (Objects.equals(known.decision(), "kept")) {
            return kept(known, fact).map(why -> new Reopen(known, fact, false, why));
        }
        return failed(judgement, known)
                ? Optional.of(new Reopen(known, fact, false,
                        "the change that was to end it is %s and it is still there".formatted(known.changeState())))
                : Optional.empty();
    }

    /**
     * Whoever kept it kept what it said then, however mild it was meanwhile; what it says beyond that, nobody has decided
     * about.
     */
    private static Optional<String> kept(KnownFinding known, Fact fact) {
        var kept = known.kept();
        if (fact.severity().worseThan(kept.severity())) {
            return Optional.of("it was kept as %s and is %s now".formatted(kept.severity().text(),
                    fact.severity().text()));
        }
        return fact.reasons().stream()
                .filter(reason -> kept.reasons().stream().noneMatch(then -> saysAtLeast(then, reason))).findFirst()
                .map("it was kept before this was known: %s"::formatted);
    }

    /** The same sentence, or the same with more in it: fewer than were kept are no news. */
    private static boolean saysAtLeast(String kept, String now) {
        return kept.equals(now) || MORE.matcher(kept).replaceFirst("").equals(MORE.matcher(now).replaceFirst(""))
                && more(kept) >= more(now);
    }

    private static long more(String reason) {
        var found = MORE.matcher(reason);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** Whether the ordered revocation is over and did not end the fact, as far as a later reading shows. */
    private static boolean failed(Judgement judgement, KnownFinding known) {
        var state = known.changeState() == null ? "" : known.changeState();
        return switch (state) {
            case "refused", "undone", "still effective" -> true;
            case "verified" -> known.changeReadAt() != null && judgement.asOf().isAfter(known.changeReadAt());
            default -> false;
        };
    }

    private static Optional<Step> altered(KnownFinding known, Fact fact) {
        return known.says(fact) ? Optional.empty() : Optional.of(new Alter(known, fact));
    }
}
