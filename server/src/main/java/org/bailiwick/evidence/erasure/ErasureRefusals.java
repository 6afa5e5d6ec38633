package org.bailiwick.evidence.erasure;

import org.bailiwick.approval.ApprovalRefusals;
import org.bailiwick.ledger.log.Erasures;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How problems with erasures are said to people; the one switch over {@link ErasureProblem}. */
final class ErasureRefusals {
    private ErasureRefusals() {}

    static RefusedException of(ErasureProblem problem) {
        return new RefusedException(switch (problem) {
            case ErasureProblem.KindUnknown(var kind) -> Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
                    "parameter is not valid",
                    "`kind` is one of %s, not `%s`".formatted(String.join(", ", DataSubject.KINDS), kind));
            case ErasureProblem.SubjectUnknown(var kind, var id) -> Refusal.of(HttpStatus.NOT_FOUND,
                    "data-subject-unknown", "nobody is known here by this id",
                    "this tenant knows no %s `%s`; take the id from its page, or from an entry; a person is named by provider and subject"
                            .formatted(kind, id));
            case ErasureProblem.NothingFound nothing -> Refusal.of(HttpStatus.CONFLICT, "nothing-to-erase",
                    "there is nothing to erase",
                    "no entry of this tenant's record discloses a value of this data subject");
            case ErasureProblem.Missing(var what) -> unfit("erasure-%s-missing".formatted(what), what + " is missing",
                    "personal data is erased with a reason and a ticket; say the " + what);
            case ErasureProblem.TooLong(var what, var longest) -> unfit("erasure-text-too-long",
                    "the %s is too long".formatted(what), "say it in at most %d characters".formatted(longest));
            case ErasureProblem.TooMany many -> Refusal.of(HttpStatus.CONFLICT, "erasure-too-large",
                    "there is more than one erasure takes",
                    "one erasure takes %d values; look at entries up to an earlier time first, with `readUntil`"
                            .formatted(Erasures.MOST));
            case ErasureProblem.NotAskedByYou other -> Refusal.of(HttpStatus.FORBIDDEN, "erasure-of-another",
                    "somebody else asked for it", "only who asked takes it back; you may refuse it");
            case ErasureProblem.Over(var state) -> Refusal.of(HttpStatus.CONFLICT, "erasure-over",
                    "it is over", "this erasure is %s; nothing of it can be stopped any more".formatted(state.text()));
            case ErasureProblem.PreviewOutdated(var shown) -> Refusal.of(HttpStatus.CONFLICT,
                    "erasure-preview-outdated", "this is not what there is now",
                    "what would be erased has the hash `%s` now; look at the preview again".formatted(shown));
            case ErasureProblem.OwnData own -> Refusal.of(HttpStatus.FORBIDDEN, "own-data",
                    "it is about yourself", "nobody has their own data erased or agrees to it; ask somebody else");
            case ErasureProblem.ToTheTenant theirs -> Refusal.of(HttpStatus.FORBIDDEN, "erasure-needs-the-tenant",
                    "it is the tenant's record",
                    "nobody of the tenant asked for it, so somebody of the tenant approves it");
            case ErasureProblem.Held held -> Refusal.of(HttpStatus.CONFLICT, "erasure-held", "a legal hold stands",
                    "while a legal hold stands, nothing of this tenant's record is erased; it is lifted first");
            case ErasureProblem.Unknown(var erasure) -> Refusal.notFound();
            case ErasureProblem.HashUnfit unfit -> unfit("erasure-hash-missing", "say what you were shown",
                    "give the erasure's `hash` as it was shown, 64 hexadecimal digits in lower case");
            case ErasureProblem.NotApproved(var why) -> ApprovalRefusals.of(why);
        });
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, name, title, detail);
    }
}
