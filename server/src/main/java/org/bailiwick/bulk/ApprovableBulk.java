package org.bailiwick.bulk;

import java.util.UUID;
import org.bailiwick.approval.Approvable;
import org.springframework.stereotype.Component;

/** Bulks among what can be approved. */
@Component
final class ApprovableBulk implements Approvable {
    @Override
    public String kind() {
        return BulkDecisions.SUBJECT;
    }

    @Override
    public String page(UUID subject) {
        return "/decisions/" + subject;
    }

    @Override
    public String resource(UUID subject) {
        return "/decisions/" + subject;
    }
}
