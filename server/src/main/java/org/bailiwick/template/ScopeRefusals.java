package org.bailiwick.template;

import java.util.List;
import java.util.Map;
import org.bailiwick.approval.ApprovalRefusals;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How problems of the expected scope are said to people; the one switch over {@link ScopeProblem}. */
final class ScopeRefusals {
    private ScopeRefusals() {}

    static Refusal of(ScopeProblem problem) {
        return switch (problem) {
            case ScopeProblem.Faulty(var faults) -> new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "scope-faulty",
                    "the expected scope cannot be taken",
                    "%d things are wrong; correct what `errors` lists and propose it again".formatted(faults.size()),
                    Map.of("errors", faults));
            case ScopeProblem.TooLarge(var most) -> Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "scope-too-large",
                    "the file is too large",
                    "at most %d bytes are taken; put what many people have into functions".formatted(most));
            case ScopeProblem.Unchanged(var version, var state) -> Refusal.of(HttpStatus.CONFLICT, "scope-unchanged",
                    "there is nothing new in it",
                    "version %d says exactly the same and is %s".formatted(version, state));
            case ScopeProblem.NoSuchVersion none -> Refusal.notFound();
            case ScopeProblem.HashUnfit unfit -> new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "scope-hash-missing",
                    "say what you were shown",
                    "give the version's `hash` as it was shown, 64 hexadecimal digits in lower case",
                    Map.of("errors", List.of(new ScopeFault("/hash", "64 hexadecimal digits are expected"))));
            case ScopeProblem.NotApproved(var why) -> ApprovalRefusals.of(why);
        };
    }

    static Refusal fileMissing() {
        return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "scope-file-missing", "no file was chosen",
                "choose the file with the expected scope and propose it again");
    }
}
