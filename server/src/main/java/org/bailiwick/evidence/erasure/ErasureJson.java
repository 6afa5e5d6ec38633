package org.bailiwick.evidence.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.evidence.pack.PacksTelling;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.ledger.log.Erasures;
import org.jspecify.annotations.Nullable;

/** Erasures as the API tells them. */
final class ErasureJson {
    private ErasureJson() {}

    /**
     * @param readUntil to be sent with the hash when asking for it
     * @param held how many values a legal hold keeps
     * @param pointers by JSON pointer, how many values
     * @param packs that tell some of it and are not to be had afterwards
     */
    record Preview(String kind, String id, String name, Instant readUntil, long entries, long values, long held,
            Map<String, Long> pointers, List<PacksTelling.Pack> packs, String hash) {
        static Preview of(ErasurePreview preview) {
            var shown = preview.shown();
            return new Preview(shown.subjectKind(), shown.subjectId(), preview.subject().name(), shown.readUntil(),
                    shown.entries(), shown.values(), preview.held(), preview.byPointer(), preview.packs(),
                    shown.hash());
        }
    }

    /**
     * @param hash what the second person approves
     * @param erased how many values are gone by now
     * @param problem why it failed; null where it did not
     */
    record One(UUID id, String kind, String subject, Instant readUntil, long entries, long values, String hash,
            String reason, String ticket, @Nullable String requestedBy, Instant requestedAt, String state,
            Instant stateAt, long erased, @Nullable String problem) {
        static One of(Erasure erasure) {
            var shown = erasure.shown();
            return new One(erasure.publicId(), shown.subjectKind(), shown.subjectId(), shown.readUntil(),
                    shown.entries(), shown.values(), erasure.hash(), erasure.reason(), erasure.ticket(),
                    erasure.requestedByName().orElse(null), erasure.requestedAt(), erasure.state().text(),
                    erasure.stateAt(), erasure.erased(), erasure.problem().orElse(null));
        }
    }

    /**
     * @param action what kind of entry it stands beside
     * @param occurredAt null where retention has removed the entry
     * @param erasedIn the entry that says that it was erased; null while it stands
     */
    record Value(UUID entry, String pointer, String action, @Nullable Instant occurredAt, @Nullable UUID erasedIn) {
        static Value of(Erasures.Frozen frozen) {
            return new Value(frozen.value().event(), frozen.value().pointer(), frozen.action(),
                    frozen.at().orElse(null), frozen.erasedIn().orElse(null));
        }
    }

    /** @param until after this it can no longer be approved */
    record Answer(String state, Instant until, @Nullable String answeredBy, @Nullable Instant answeredAt,
            @Nullable String reason) {
        static Answer of(Approval approval) {
            var decided = approval.decided();
            return new Answer(approval.state().text(), approval.until(),
                    decided.flatMap(Approval.By::name).orElse(null), decided.map(Approval.By::at).orElse(null),
                    approval.reason().orElse(null));
        }
    }

    /**
     * @param name of the data subject as the tenant knows it now; null where it knows none
     * @param held whether a legal hold stands, so that nothing is erased
     * @param pointers by JSON pointer, how many of the values that were fixed
     * @param actions the same by kind of entry
     */
    record Whole(One erasure, @Nullable Answer approval, @Nullable String name, boolean held,
            Map<String, Long> pointers, Map<String, Long> actions) {
        static Whole of(ErasePersonalData.Standing standing) {
            return new Whole(One.of(standing.erasure()), standing.approval().map(Answer::of).orElse(null),
                    standing.name(), standing.held(), standing.counts().pointers(), standing.counts().actions());
        }
    }
}
