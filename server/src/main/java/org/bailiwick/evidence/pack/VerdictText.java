package org.bailiwick.evidence.pack;

import java.util.Optional;
import org.bailiwick.proof.pack.Verdict;
import tools.jackson.databind.json.JsonMapper;
import java.util.List;

/** A verdict as it is kept; one with a fault is kept as the reason why there is no pack, so it has none here. */
final class VerdictText {
    private record Kept(List<String> checked, List<String> remarks) {}

    private VerdictText() {}

    static String write(Verdict verdict) {
        return JsonMapper.shared().writeValueAsString(new Kept(verdict.checked(), verdict.remarks()));
    }

    static Verdict read(String text) {
        var kept = JsonMapper.shared().readValue(text, Kept.class);
        return new Verdict(kept.checked(), kept.remarks(), Optional.empty());
    }
}
