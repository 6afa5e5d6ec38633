package org.bailiwick.register;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** People and services over all tenants; all that is said here is whose identities are one person's or service's. */
@Controller
@RequestMapping("/all/identities")
final class OversightPages {
    private static final String PATH = "/all/identities";

    private final OversightLists lists;
    private final Oversight oversight;
    private final WhoIsWho whoIsWho;
    private final DecisionPoint decisionPoint;
    private final Transactions transactions;

    OversightPages(OversightLists lists, Oversight oversight, WhoIsWho whoIsWho, DecisionPoint decisionPoint,
            Transactions transactions) {
        this.lists = lists;
        this.oversight = oversight;
        this.whoIsWho = whoIsWho;
        this.decisionPoint = decisionPoint;
        this.transactions = transactions;
    }

    @GetMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View subjects(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String q) {
        var filter = new OversightStore.Filter(Wanted.oneOf("kind", kind, Wanted.KINDS), Wanted.search(q));
        var found = lists.subjects(permit, scope, filter, paging);
        return View.of("register/subjects.jte",
                new SubjectsPage(found.items(), (int) scope.tenants().stream().filter(tenant -> !tenant.msp()).count(),
                        filter.search(), filter.kind(),
                        new Pager(paging.cursor() == null ? null : link(filter, null),
                                found.nextCursor() == null ? null : link(filter, found.nextCursor()))));
    }

    @GetMapping("/{subject}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View subject(Permit permit, Scope scope, @PathVariable UUID subject) {
        var readable = oversight.readable(permit, scope.ids());
        var found = oversight.subject(permit, readable, subject).stream().findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var reasons = whoIsWho.reasons(readable, subject);
        return View.of("register/subject.jte", new SubjectPage(found, reasons.correlated(), reasons.resembling(),
                reasons.more(), reasons.history(), may(permit, Capabilities.IDENTITY_CORRELATE),
                ofMsp(found, scope) && may(permit, Capabilities.STAFF_OFFBOARD)));
    }

    /**
     * @param identity one or several, each of them a word of its own
     * @param same {@code false}: the identity is nobody else's
     */
    @PostMapping("/{subject}/correlation")
    @Access(capability = "identity.correlate", scope = Access.Reach.OVERSIGHT)
    Redirect say(Permit permit, Scope scope, @PathVariable UUID subject,
            @RequestParam List<UUID> identity, @RequestParam boolean same,
            @RequestParam(defaultValue = "") String reason) {
        whoIsWho.say(permit, oversight.readable(permit, scope.ids()),
                identity.stream().map(each -> new WhoIsWho.Word(subject, each, same, reason)).toList())
                .orThrow(problem -> problem.refused(identity));
        return Redirect.to(PATH + "/" + subject).withNotice(same
                ? "it is on record that this is the same; the register follows in a moment"
                : "it is on record that this is not the same; the register follows in a moment");
    }

    private static boolean ofMsp(SubjectView found, Scope scope) {
        return found.kind().equals("human") && found.tenants().stream().anyMatch(presence -> scope.tenants().stream()
                .anyMatch(tenant -> tenant.msp() && tenant.publicId().equals(presence.tenant().id())));
    }

    private boolean may(Permit permit, String capability) {
        return transactions.tenant(permit.tenant(), tx -> decisionPoint.decide(tx, permit.principal(),
                capability) instanceof Evaluation.Permitted);
    }

    private static String link(OversightStore.Filter filter, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(PATH).queryParamIfPresent("q", Optional.ofNullable(filter.search()))
                .queryParamIfPresent("kind", Optional.ofNullable(filter.kind()))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
