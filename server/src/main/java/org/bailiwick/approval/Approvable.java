package org.bailiwick.approval;

import java.util.UUID;

/**
 * A kind of thing that is approved, told by the module that asks. The answer is given where exactly what is approved is
 * shown: {@code …/approval} and {@code …/refusal} below its own address.
 */
public interface Approvable {
    /** As in {@link Subject#kind()}. */
    String kind();

    /** Where a person reads it and answers, below the tenant's own path, for example {@code /scope}. */
    String page(UUID subject);

    /** Where a program reads it, below the tenant's own path. */
    String resource(UUID subject);
}
