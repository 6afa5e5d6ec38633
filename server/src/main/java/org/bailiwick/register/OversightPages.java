package org.bailiwick.register;

import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** People and services over all tenants; nothing here can be changed. */
@Controller
@RequestMapping("/all/identities")
final class OversightPages {
    private static final String PATH = "/all/identities";

    private final OversightLists lists;
    private final Oversight oversight;

    OversightPages(OversightLists lists, Oversight oversight) {
        this.lists = lists;
        this.oversight = oversight;
    }

    @GetMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View subjects(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String q) {
        var search = Wanted.search(q);
        var found = lists.subjects(permit, scope, search, paging);
        return View.of("register/subjects.jte",
                new SubjectsPage(found.items(), (int) scope.tenants().stream().filter(tenant -> !tenant.msp()).count(),
                        search,
                        new Pager(paging.cursor() == null ? null : link(search, null),
                                found.nextCursor() == null ? null : link(search, found.nextCursor()))));
    }

    @GetMapping("/{subject}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View subject(Permit permit, Scope scope, @PathVariable UUID subject) {
        var found = oversight.subject(permit, scope.ids(), subject).stream().findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return View.of("register/subject.jte", new SubjectPage(found));
    }

    private static String link(@Nullable String search, @Nullable String cursor) {
        return UriComponentsBuilder.fromPath(PATH).queryParamIfPresent("q", Optional.ofNullable(search))
                .queryParamIfPresent("cursor", Optional.ofNullable(cursor)).encode().build().toUriString();
    }
}
