package org.bailiwick.change;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;

/**
 * A difference that nobody ordered here, as the API shows it.
 *
 * @param foundAt when the reading that found it was taken into the register
 * @param notBefore when the reading before it ended; null where there is none
 * @param what {@code appeared}, {@code changed}, {@code gone} or {@code returned}
 * @param identity of whose account it is about; null where it is about none
 * @param object what is held, for a membership, a credential or a part of an entitlement
 */
record UnrecordedJson(Instant foundAt, @Nullable Instant notBefore, String system, String kind, String what,
        @Nullable UUID identity, String subject, @Nullable String object, List<DifferenceJson> differences) {
    record DifferenceJson(String property, @Nullable String before, @Nullable String after) {}

    /**
     * @param days how far back is looked; what was before is not here
     * @param notReadYet systems of which it cannot be told yet what came anew
     */
    record Body(List<UnrecordedJson> items, @Nullable String nextCursor, int days, List<NotReadYet> notReadYet) {
        static Body of(Slice<UnrecordedChange> found, int days, List<NotReadYet> notReadYet) {
            return new Body(found.items().stream().map(UnrecordedJson::of).toList(), found.nextCursor(), days,
                    notReadYet);
        }
    }

    static UnrecordedJson of(UnrecordedChange change) {
        return new UnrecordedJson(change.at(), change.notBefore().orElse(null), change.system(),
                change.kind().text(), change.what().name().toLowerCase(Locale.ROOT), change.identity().orElse(null),
                change.subject(), change.object().orElse(null),
                change.differences().stream().map(each -> new DifferenceJson(each.property(),
                        each.before().orElse(null), each.after().orElse(null))).toList());
    }
}
