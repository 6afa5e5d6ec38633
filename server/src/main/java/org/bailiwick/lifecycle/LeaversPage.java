package org.bailiwick.lifecycle;

import java.util.List;

/** All cases that one may see, open ones first. */
public record LeaversPage(List<CaseView> cases) {
    public LeaversPage {
        cases = List.copyOf(cases);
    }
}
