package org.bailiwick.evidence.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.bailiwick.evidence.pack.PacksTelling;
import org.bailiwick.ledger.log.Erasure;
import org.jspecify.annotations.Nullable;

/** Erasures as the API tells them. */
final class ErasureJson {
    private ErasureJson() {}

    /**
     * @param readUntil to be sent with the hash when asking for it
     * @param held how many values a legal hold keeps
     * @param values by JSON pointer, how many
     * @param packs that tell some of it and are not to be had afterwards
     * @param more whether there is more than one erasure takes, 200,000 values
     */
    record Preview(String kind, String id, String name, Instant readUntil, long entries, long values, long held,
            boolean more, Map<String, Long> pointers, List<PacksTelling.Pack> packs, String hash) {
        static Preview of(ErasurePreview preview) {
            return new Preview(preview.subject().kind(), preview.subject().id(), preview.subject().name(),
                    preview.readUntil(), preview.entries(), preview.values(), preview.held(), preview.found().more(),
                    preview.byPointer(), preview.packs(), preview.hash());
        }
    }

    /**
     * @param hash what the second person approves
     * @param erased how many values are gone by now
     */
    record One(UUID id, String kind, String subject, Instant readUntil, long entries, long values, String hash,
            String reason, String ticket, @Nullable String requestedBy, Instant requestedAt, String state,
            Instant stateAt, long erased) {
        static One of(Erasure erasure) {
            return new One(erasure.publicId(), erasure.subjectKind(), erasure.subjectId(), erasure.readUntil(),
                    erasure.entries(), erasure.values(), erasure.hash(), erasure.reason(), erasure.ticket(),
                    erasure.requestedByName().orElse(null), erasure.requestedAt(), erasure.state().text(),
                    erasure.stateAt(), erasure.erased());
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
     */
    record Whole(One erasure, @Nullable Answer approval, @Nullable String name, boolean held) {
        static Whole of(ErasePersonalData.Standing standing) {
            return new Whole(One.of(standing.erasure()), standing.approval().map(Answer::of).orElse(null),
                    standing.name(), standing.held());
        }
    }
}
