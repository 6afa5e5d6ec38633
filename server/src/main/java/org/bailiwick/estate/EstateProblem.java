package org.bailiwick.estate;

import java.util.UUID;

/** Why a tag or a tenant set was left as it is. */
public sealed interface EstateProblem {
    record TagUnfit(String tag) implements EstateProblem {}

    record TooManyTags(int most) implements EstateProblem {}

    record NameUnfit() implements EstateProblem {}

    record NameTaken(String name) implements EstateProblem {}

    /** Not there, or not for this person to see. */
    record TenantUnknown(String shortName) implements EstateProblem {}

    /** Nobody who oversees tenants signs in under this subject. */
    record OwnerUnknown(String subject) implements EstateProblem {}

    record SetUnknown(UUID set) implements EstateProblem {}
}
