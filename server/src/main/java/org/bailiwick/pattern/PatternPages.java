package org.bailiwick.pattern;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Access;
import org.bailiwick.web.Csv;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Patterns in the console; all that is said here is who answers for one, which is on record at the MSP. */
@Controller
final class PatternPages {
    private static final List<String> HEAD = List.of("pattern", "kind", "rules", "tenants", "of", "tenant names",
            "not known", "not known in", "worst", "open", "open is a lower bound", "decided, not seen gone", "since",
            "as of", "first finding due", "owner", "owner answers", "plan", "plan due", "times returned", "id");

    private final Patterns patterns;
    private final PatternLists lists;
    private final NamePatternOwner owners;

    PatternPages(Patterns patterns, PatternLists lists, NamePatternOwner owners) {
        this.patterns = patterns;
        this.lists = lists;
        this.owners = owners;
    }

    @GetMapping(PatternsPage.PATH)
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View page(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String owner, @RequestParam(required = false) String tenants,
            @RequestParam(defaultValue = "") String q) {
        var filter = PatternFilter.of(kind, owner, tenants, q);
        var page = lists.over(permit, scope, filter, paging);
        return View.of("pattern/patterns.jte",
                new PatternsPage(page.found(), filter,
                        paging.cursor() == null ? null : filter.link(PatternsPage.PATH, null),
                        page.nextCursor() == null ? null : filter.link(PatternsPage.PATH, page.nextCursor())));
    }

    @GetMapping(PatternsPage.PATH + ".csv")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    ResponseEntity<byte[]> csv(Permit permit, Scope scope, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String owner, @RequestParam(required = false) String tenants,
            @RequestParam(defaultValue = "") String q) {
        var found = patterns.over(permit, scope, PatternFilter.of(kind, owner, tenants, q), null, Integer.MAX_VALUE);
        return Csv.file("patterns", HEAD,
                Stream.concat(found.items().stream().map(PatternPages::line), notKnown(found)).toList());
    }

    @GetMapping(PatternsPage.PATH + "/{pattern}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    View pattern(Permit permit, Scope scope, @PathVariable UUID pattern) {
        return view(permit, scope, pattern, PatternPage.Typed.NOTHING, null);
    }

    @PostMapping(PatternsPage.PATH + "/{pattern}/owner")
    @Access(capability = "pattern.assign", scope = Access.Reach.OVERSIGHT)
    Object own(Permit permit, Scope scope, @PathVariable UUID pattern,
            @RequestParam(defaultValue = "") String authority, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String plan, @RequestParam(defaultValue = "") String dueOn) {
        var chosen = chosen(authority);
        var request = new NamePatternOwner.Request(chosen, reason, plan, day(dueOn));
        return switch (owners.name(permit, scope, pattern, request)) {
            case Result.Ok<NamePatternOwner.Answer, PatternProblem>(var answer) -> Redirect
                    .to(PatternsPage.PATH + "/" + pattern).withNotice(words(answer));
            case Result.No<NamePatternOwner.Answer, PatternProblem>(var problem) -> {
                var refusal = PatternRefusals.words(problem);
                if (refusal.status() != HttpStatus.UNPROCESSABLE_CONTENT || !owners.mayLook(permit)) {
                    throw new RefusedException(refusal);
                }
                yield view(permit, scope, pattern,
                        new PatternPage.Typed(chosen, request.reason(), request.plan(), request.dueOn()),
                        refusal.detail()).withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    static String words(NamePatternOwner.Answer answer) {
        if (!answer.recorded()) {
            return answer.owner()
                    .map(owner -> "%s answers for the pattern already, with this plan and day; nothing was written"
                            .formatted(owner.name()))
                    .orElse("nobody answers for the pattern already; nothing was written");
        }
        return answer.owner().isEmpty()
                ? "nobody answers for the pattern now"
                : "who answers for the pattern is on record";
    }

    private View view(Permit permit, Scope scope, UUID pattern, PatternPage.Typed typed, @Nullable String problem) {
        var whole = patterns.one(permit, scope, pattern)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var candidates = owners.candidates(permit, tenants(whole));
        return View.of("pattern/pattern.jte", new PatternPage(whole,
                new PatternPage.Handover(candidates.isPresent(), candidates.orElse(List.of()), typed, problem)));
    }

    static Set<TenantId> tenants(WholePattern whole) {
        return whole.view().tenants().stream().map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<UUID> chosen(String authority) {
        try {
            return authority.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(authority));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(Refusal.notFound());
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException malformed) {
            throw new RefusedException(Refusal.of(HttpStatus.BAD_REQUEST, "invalid-parameter",
                    "parameter is not valid", "`dueOn` is a day such as `2027-01-31`, not `%s`".formatted(text)));
        }
    }

    private static List<String> line(PatternView each) {
        var owner = each.owner();
        return List.of(each.title(), each.kind().text(), each.ruleTitles(), Integer.toString(each.tenants().size()),
                Integer.toString(each.of()), names(each.tenants()), Integer.toString(each.notKnown().size()),
                names(each.notKnown()), each.worst().text(), Long.toString(each.open()),
                each.lowerBound() ? "yes" : "no", Long.toString(each.ending()), each.since().toString(),
                each.asOf() == null ? "" : each.asOf().toString(), each.due().toString(),
                owner == null ? "" : owner.name(), owner == null ? "" : owner.answers() ? "yes" : "no",
                owner == null ? "" : Objects.requireNonNullElse(owner.plan(), ""),
                owner == null || owner.dueOn() == null ? "" : owner.dueOn().toString(),
                Integer.toString(each.timesReturned()), each.id().toString());
    }

    /** A file that says nothing of them would say that they share nothing more. */
    private static Stream<List<String>> notKnown(PatternPart found) {
        if (!found.lowerBound()) {
            return Stream.empty();
        }
        var said = Map.of("pattern", "what else these tenants share is not known", "of",
                Integer.toString(found.customers()), "not known", Integer.toString(found.notKnown().size()),
                "not known in", names(found.notKnown()));
        return Stream.of(HEAD.stream().map(column -> said.getOrDefault(column, "")).toList());
    }

    private static String names(List<VisibleTenant> tenants) {
        return tenants.stream().map(VisibleTenant::name).collect(Collectors.joining("; "));
    }
}
