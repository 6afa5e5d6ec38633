package org.bailiwick.ledger.log;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Doer;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;

/** What the log itself tells of an erasure: that one person asked for it and another one approved exactly this. */
final class ErasureStory {
    private static final String[] REQUESTED_FOR = {"bailiwick", "concerns", "uid"};

    private ErasureStory() {}

    /** @param body of an entry that has this position */
    record Told(long index, byte[] body) {}

    /**
     * @param index of the approval
     * @param hash that was approved
     * @param valuesSha256 of the list that was asked for
     */
    record Agreed(long index, String hash, String valuesSha256) {}

    private record Said(long index, Json.Obj body) {
        boolean is(Activity activity) {
            return has(activity.text(), "bailiwick", "action");
        }

        boolean has(String text, String... path) {
            return body.textAt(path).filter(text::equals).isPresent();
        }

        Optional<String> fact(String name) {
            return body.textAt("bailiwick", "facts", name);
        }
    }

    /** @param told what may belong to it, whatever it says */
    static Optional<Agreed> of(UUID erasure, List<Told> told) {
        var said = told.stream().flatMap(each -> said(each).stream()).toList();
        return said.stream().filter(each -> each.is(Activity.ERASURE_REQUESTED))
                .filter(each -> each.has(erasure.toString(), REQUESTED_FOR))
                .flatMap(asked -> said.stream().flatMap(each -> agreed(erasure, asked, each).stream())).findFirst();
    }

    private static Optional<Agreed> agreed(UUID erasure, Said asked, Said yes) {
        var hash = asked.fact("hash");
        var values = asked.fact("values_sha256");
        boolean approved = yes.is(Activity.APPROVED) && yes.has("erasure", "bailiwick", "facts", "subjectKind")
                && yes.has(erasure.toString(), "bailiwick", "facts", "subject")
                && hash.isPresent() && yes.has(hash.get(), "bailiwick", "facts", "subjectHash")
                && asked.index() < yes.index();
        return approved && values.isPresent() && byAnother(asked.body(), yes.body())
                ? Optional.of(new Agreed(yes.index(), hash.get(), values.get()))
                : Optional.empty();
    }

    private static boolean byAnother(Json.Obj asked, Json.Obj approved) {
        var one = Doer.in(asked);
        var other = Doer.in(approved);
        return one != null && other != null && !one.equals(other);
    }

    private static Optional<Said> said(Told told) {
        return parse(told.body()).map(body -> new Said(told.index(), body));
    }

    static Optional<Json.Obj> parse(byte[] body) {
        try {
            return Json.parse(body) instanceof Json.Obj object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJsonException malformed) {
            return Optional.empty();
        }
    }
}
