package org.bailiwick.pattern;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.WhoMay;
import org.bailiwick.finding.Rule;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Patterns over tenants for programs, and who answers for them. */
@RestController
@RequestMapping("/api/v1/oversight/patterns")
final class PatternApi {
    private final Patterns patterns;
    private final PatternLists lists;
    private final NamePatternOwner owners;

    PatternApi(Patterns patterns, PatternLists lists, NamePatternOwner owners) {
        this.patterns = patterns;
        this.lists = lists;
        this.owners = owners;
    }

    record TenantJson(UUID tenant, String shortName, String name) {
        static TenantJson of(VisibleTenant tenant) {
            return new TenantJson(tenant.publicId(), tenant.shortName(), tenant.name());
        }
    }

    /** @param answers whether that person may look over tenants and read two of those that have it; else it is nobody's */
    record OwnerJson(String name, boolean answers, @Nullable String plan, @Nullable LocalDate dueOn) {
        static @Nullable OwnerJson of(PatternView.@Nullable Owner owner) {
            return owner == null
                    ? null
                    : new OwnerJson(owner.name(), owner.answers(), owner.plan(), owner.dueOn());
        }
    }

    /**
     * @param subject of the kind {@code identity}, as {@code /oversight/identities} has it; null of the others
     * @param basis what is compared
     * @param of how many tenants were asked about
     * @param notKnown tenants of which it is not known whether they have it; never to be taken as clear
     * @param open a lower bound where {@code lowerBound} is true
     * @param ending decided to be revoked, and no reading has shown them gone
     * @param asOf the oldest reading that this rests on
     * @param findings where exactly the findings behind the numbers are
     */
    record PatternJson(UUID id, String kind, String basis, String title, @Nullable UUID subject, List<String> rules,
            List<TenantJson> tenants, int of, List<TenantJson> notKnown, String worst, long open, boolean lowerBound,
            long ending, Instant since, @Nullable Instant asOf, Instant dueAt, @Nullable OwnerJson owner,
            int timesReturned, String findings) {
        /** @param search by which part of a tenant's name the numbers are narrowed; empty for all */
        static PatternJson of(PatternView each, String search) {
            return new PatternJson(each.id(), each.kind().text(), each.kind().basis(), each.title(), each.subject(),
                    each.rules().stream().map(Rule::id).toList(),
                    each.tenants().stream().map(TenantJson::of).toList(), each.of(),
                    each.notKnown().stream().map(TenantJson::of).toList(), each.worst().text(), each.open(),
                    each.lowerBound(), each.ending(), each.since(), each.asOf(), each.due(),
                    OwnerJson.of(each.owner()), each.timesReturned(),
                    each.findingsOfApi(search));
        }
    }

    /**
     * @param count of all that match, not only of these; a lower bound where {@code lowerBound} is true
     * @param unread tenants whose register one may not read: of them nothing is known
     * @param notKnown tenants that may share more than is here, those that may not be read among them: a rule could not
     *     judge everything there, or what it judged was read too long ago; never to be taken as clear
     * @param nextCursor opaque; null on the last page
     */
    record PatternsJson(List<PatternJson> items, int count, boolean lowerBound, List<TenantJson> unread,
            List<TenantJson> notKnown, @Nullable String nextCursor) {}

    record HereJson(TenantJson tenant, String worst, long open, long ending) {}

    record EventJson(Instant at, String what, String detail, @Nullable String plan, @Nullable LocalDate dueOn,
            @Nullable String person, @Nullable String owner, UUID evidence) {}

    /** @param authority to be said when naming them */
    record CandidateJson(UUID authority, @Nullable String name) {}

    /**
     * @param here by tenant, the worst first
     * @param candidates who could be named to answer for it; null for whoever may name nobody
     * @param history oldest first
     */
    record WholeJson(PatternJson pattern, List<HereJson> here, @Nullable List<CandidateJson> candidates,
            List<EventJson> history) {}

    /**
     * @param owner null is nobody
     * @param recorded false where it was so already: then nothing is written, the justification neither
     */
    record NamedJson(UUID pattern, @Nullable OwnerJson owner, boolean recorded) {}

    /**
     * @param authority by which the new owner may look over tenants; left out for nobody
     * @param plan what they are to do about it, and {@code dueOn} until when; both may be left out
     */
    record OwnerBody(@Nullable UUID authority, @Nullable String justification, @Nullable String plan,
            @Nullable LocalDate dueOn) {}

    @GetMapping
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseePatterns", summary = "Weaknesses that several tenants share, the worst first")
    PatternsJson patterns(Permit permit, Scope scope, Paging paging, @RequestParam(required = false) String kind,
            @RequestParam(required = false) String owner, @RequestParam(required = false) String tenants,
            @RequestParam(defaultValue = "") String q) {
        var filter = PatternFilter.of(kind, owner, tenants, q);
        var page = lists.over(permit, scope, filter, paging);
        return new PatternsJson(
                page.found().items().stream().map(each -> PatternJson.of(each, filter.search())).toList(),
                page.found().total(), page.found().lowerBound(),
                page.found().unread().stream().map(TenantJson::of).toList(),
                page.found().notKnown().stream().map(TenantJson::of).toList(), page.nextCursor());
    }

    @GetMapping("/{pattern}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseePattern", summary = "A pattern by tenant, with who could answer for it and its history")
    WholeJson pattern(Permit permit, Scope scope, @PathVariable UUID pattern) {
        var whole = patterns.one(permit, scope, pattern)
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        return new WholeJson(PatternJson.of(whole.view(), ""),
                whole.here().stream().map(each -> new HereJson(TenantJson.of(each.tenant()), each.worst().text(),
                        each.open(), each.ending())).toList(),
                owners.candidates(permit, PatternPages.tenants(whole))
                        .map(all -> all.stream().map(PatternApi::json).toList()).orElse(null),
                whole.history().stream()
                        .map(event -> new EventJson(event.at(), event.what(), event.detail(), event.plan(),
                                event.dueOn(), event.person(), event.owner(), event.evidence()))
                        .toList());
    }

    @PostMapping("/{pattern}/owner")
    @Access(capability = "pattern.assign", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "namePatternOwner", summary = "Name who answers for a pattern, or nobody")
    NamedJson own(Permit permit, Scope scope, @PathVariable UUID pattern, @RequestBody OwnerBody body) {
        var answer = owners.name(permit, scope, pattern,
                new NamePatternOwner.Request(Optional.ofNullable(body.authority()),
                        Objects.requireNonNullElse(body.justification(), ""),
                        Objects.requireNonNullElse(body.plan(), ""), body.dueOn()))
                .orThrow(PatternRefusals::of);
        return new NamedJson(pattern, OwnerJson.of(answer.owner().orElse(null)), answer.recorded());
    }

    private static CandidateJson json(WhoMay.Holder holder) {
        return new CandidateJson(holder.authority(), holder.name().orElse(null));
    }
}
