package org.bailiwick.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** People and services over all tenants that may be seen; who is in most of them first. */
public record SubjectsPage(List<SubjectView> subjects, int tenants, @Nullable String search, @Nullable String kind,
        Pager pager) {
    public SubjectsPage {
        subjects = List.copyOf(subjects);
    }

    public List<String> kinds() {
        return Wanted.KINDS.stream().sorted().toList();
    }

    public boolean filtered() {
        return search != null || kind != null;
    }
}
