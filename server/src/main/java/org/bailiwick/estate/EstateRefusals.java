package org.bailiwick.estate;

import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How problems with tags and sets are said to people; the one switch over {@link EstateProblem}. */
final class EstateRefusals {
    private EstateRefusals() {}

    static RefusedException of(EstateProblem problem) {
        return new RefusedException(switch (problem) {
            case EstateProblem.TagUnfit(var tag) -> unfit("tag-unfit", "tag does not fit",
                    "`%s` is no tag; use 1 to 40 small letters, digits and `-`, no `-` first".formatted(tag));
            case EstateProblem.TooManyTags(var most) -> unfit("too-many-tags", "there are too many tags",
                    "a tenant has at most %d tags; leave some out".formatted(most));
            case EstateProblem.NameUnfit unnamed -> unfit("set-name-unfit", "name does not fit",
                    "a tenant set has a name of 1 to %d characters; give it one".formatted(TenantSets.LONGEST_NAME));
            case EstateProblem.NameTaken(var name) -> Refusal.of(HttpStatus.CONFLICT, "set-name-taken",
                    "name is taken", "there is a tenant set `%s` already; change that one or use another name"
                            .formatted(name));
            case EstateProblem.TenantUnknown(var name) -> unfit("set-member-unknown", "tenant is not known",
                    "there is no customer `%s` that you may see; correct its short name or leave it out"
                            .formatted(name));
            case EstateProblem.OwnerUnknown(var subject) -> unfit("set-owner-unknown", "owner is not known",
                    "nobody who oversees tenants signs in as `%s`; take a `subject` of the list of possible owners"
                            .formatted(subject));
            case EstateProblem.SetUnknown(var set) -> Refusal.notFound();
        });
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }
}
