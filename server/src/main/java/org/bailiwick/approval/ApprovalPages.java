package org.bailiwick.approval;

import java.util.List;
import org.bailiwick.authority.Principal;
import org.bailiwick.web.Access;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The inbox: what waits for the person's yes or no, each with the page that shows it and takes the answer. */
@Controller
final class ApprovalPages {
    private final Inbox inbox;

    ApprovalPages(Inbox inbox) {
        this.inbox = inbox;
    }

    @GetMapping("/approvals")
    @Access(scope = Access.Reach.SIGNED_IN)
    View mine(Principal.Person person, Scope scope) {
        return View.of("approval/inbox.jte",
                new InboxPage(null, inbox.waiting(person, scope), inbox.theirs(person, scope),
                        inbox.earlier(person, scope)));
    }

    @GetMapping("/t/{tenant}/approvals")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View inTenant(Principal.Person person, VisibleTenant tenant) {
        var here = new Scope(List.of(tenant), false);
        return View.of("approval/inbox.jte",
                new InboxPage(tenant, inbox.waiting(person, here), inbox.theirs(person, here),
                        inbox.earlier(person, here)));
    }
}
