package org.bailiwick.pattern;

import org.bailiwick.authority.Permit;
import org.bailiwick.web.Cursors;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Scope;
import org.jspecify.annotations.Nullable;

/** Pages of patterns, for API and console alike. */
final class PatternLists {
    private final Patterns patterns;
    private final Cursors cursors;

    PatternLists(Patterns patterns, Cursors cursors) {
        this.patterns = patterns;
        this.cursors = cursors;
    }

    record Page(PatternPart found, @Nullable String nextCursor) {}

    Page over(Permit permit, Scope scope, PatternFilter filter, Paging paging) {
        var list = "oversight/patterns/" + filter;
        var after = paging.cursor() == null ? null : PatternPlace.of(cursors.read(list, paging.cursor()));
        var found = patterns.over(permit, scope, filter, after, paging.limit());
        return new Page(found, found.end().map(end -> cursors.write(list, end.keys())).orElse(null));
    }
}
