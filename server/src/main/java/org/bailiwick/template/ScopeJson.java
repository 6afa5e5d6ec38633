package org.bailiwick.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.approval.Approval;
import org.jspecify.annotations.Nullable;

/** The expected scope as the API shows it. */
final class ScopeJson {
    private ScopeJson() {}

    /** @param people how many accounts it expects */
    record Version(UUID id, int version, String state, String hash, int people, @Nullable String proposedBy,
            Instant proposedAt, Instant stateAt) {
        static Version of(ScopeVersion version) {
            return new Version(version.publicId(), version.version(), version.state(), version.hash(),
                    version.people(), version.proposedByName().orElse(null), version.proposedAt(),
                    version.stateAt());
        }
    }

    /** @param current null where nothing is approved yet, so that what is beyond it is not known */
    record Overview(@Nullable Version current, @Nullable Version proposed, List<Version> history) {}

    /**
     * @param difference who gains and who loses expected access against the version in force before it
     * @param roleModelDifference what roles and groups may lead to, and could not before; or no longer may
     */
    record Whole(Version version, @Nullable Answer approval, List<ScopeDifference.Line> difference,
            List<ScopeDifference.ModelLine> roleModelDifference, @JsonRawValue String content) {
        static Whole of(ExpectedScopes.Dossier dossier) {
            return new Whole(Version.of(dossier.version()), dossier.approval().map(Answer::of).orElse(null),
                    dossier.difference().lines(), dossier.difference().roleModel(),
                    new String(dossier.content().canonical(), StandardCharsets.UTF_8));
        }
    }

    record Answer(UUID id, String state, String needs, Instant until,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String decidedBy,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant decidedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
        static Answer of(Approval approval) {
            return new Answer(approval.publicId(), approval.state().text(), approval.capability(), approval.until(),
                    approval.decided().flatMap(Approval.By::name).orElse(null),
                    approval.decided().map(Approval.By::at).orElse(null), approval.reason().orElse(null));
        }
    }

    /** @param reason of a refusal always, of an approval where there is one to give */
    record Reply(@Nullable String hash, @Nullable String reason) {
        String hashText() {
            return hash == null ? "" : hash;
        }

        String reasonText() {
            return reason == null ? "" : reason;
        }
    }
}
