package org.bailiwick.template;

import java.util.UUID;
import org.bailiwick.approval.Approvable;
import org.springframework.stereotype.Component;

/** Versions of the expected scope among what can be approved; the one that waits stands on the page of the scope. */
@Component
final class ApprovableScope implements Approvable {
    @Override
    public String kind() {
        return ExpectedScopes.SUBJECT;
    }

    @Override
    public String page(UUID subject) {
        return "/scope";
    }

    @Override
    public String resource(UUID subject) {
        return "/expected-scope/" + subject;
    }
}
