package org.bailiwick.approval;

import java.util.List;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** What waits for a person besides questions: it was made theirs. Answered by a module above. */
public interface AlsoWaiting {
    List<Line> of(Principal.Person person, Scope scope);

    /**
     * What waits in one tenant.
     *
     * @param tenant null over several
     * @param what in words after the number, for example {@code open findings}
     * @param page where the person reads all of them, and {@code resource} where a program does
     */
    record Line(@Nullable VisibleTenant tenant, long count, String what, String page, String resource) {}
}
