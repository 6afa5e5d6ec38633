package org.bailiwick.lifecycle;

import java.util.UUID;
import org.bailiwick.approval.Approvable;
import org.springframework.stereotype.Component;

/** Tells the approvals inbox where a leaver request is read and answered. */
@Component
final class ApproveLeavers implements Approvable {
    @Override
    public String kind() {
        return PlaceRequest.SUBJECT;
    }

    @Override
    public String page(UUID subject) {
        return "/leavers/" + subject;
    }

    @Override
    public String resource(UUID subject) {
        return "/leaver-requests/" + subject;
    }
}
