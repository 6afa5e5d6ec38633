package org.bailiwick.evidence.erasure;

import java.util.UUID;
import org.bailiwick.approval.Approvable;
import org.springframework.stereotype.Component;

/** Erasures among what can be approved. */
@Component
final class ApprovableErasure implements Approvable {
    @Override
    public String kind() {
        return ErasePersonalData.SUBJECT;
    }

    @Override
    public String page(UUID subject) {
        return "/erasures/" + subject;
    }

    @Override
    public String resource(UUID subject) {
        return "/erasures/" + subject;
    }
}
