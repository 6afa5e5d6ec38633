package org.bailiwick.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Findings.SubjectRef;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.register.DataAge;
import org.jspecify.annotations.Nullable;

/** What a rule said about one row, and how such words become a judgement. */
record Ruled(SubjectKind kind, long id, Verdict verdict, @Nullable String detailJson) {
    Ruled(SubjectKind kind, long id, Verdict verdict) {
        this(kind, id, verdict, null);
    }

    String key() {
        return kind.text() + "/" + id;
    }

    /**
     * @param age of what the rule looked at; where it was never read completely, absence says nothing
     * @param otherwise the time of a judgement about what was never read
     */
    static Judgement judgement(String rule, DataAge age, Instant otherwise, List<Ruled> all) {
        var facts = new ArrayList<Fact>();
        var unjudged = new HashSet<String>();
        var reasons = new LinkedHashMap<String, Integer>();
        for (var each : all) {
            switch (each.verdict()) {
                case Verdict.Fine fine -> {
                }
                case Verdict.Found(var severity, var title, var why) -> facts.add(new Fact(each.key(), severity,
                        new SubjectRef(each.kind(), each.id()), title, why, each.detailJson()));
                case Verdict.NotKnown(var why) -> {
                    unjudged.add(each.key());
                    reasons.merge(why, 1, Integer::sum);
                }
            }
        }
        var neverRead = neverRead(age);
        var asOf = age.observedAt() == null ? otherwise : age.observedAt();
        return new Judgement(rule, neverRead == null, unjudged.size(), neverRead == null ? most(reasons) : neverRead,
                asOf, facts, unjudged);
    }

    private static @Nullable String neverRead(DataAge age) {
        return age.completeness().stream().filter(kind -> kind.observedAt() == null)
                .map(kind -> "%s were never read completely: %s".formatted(kind.kind(),
                        Objects.requireNonNullElse(kind.problem(), "have the system read")))
                .findFirst().orElse(null);
    }

    private static @Nullable String most(Map<String, Integer> reasons) {
        return reasons.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(null);
    }
}
