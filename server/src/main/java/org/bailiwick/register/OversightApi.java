package org.bailiwick.register;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.Scope;
import org.bailiwick.web.Slice;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Identities over all the tenants that the person may see, and whose they are. */
@RestController
final class OversightApi {
    private final OversightLists lists;
    private final Oversight oversight;
    private final WhoIsWho whoIsWho;

    OversightApi(OversightLists lists, Oversight oversight, WhoIsWho whoIsWho) {
        this.lists = lists;
        this.oversight = oversight;
        this.whoIsWho = whoIsWho;
    }

    /**
     * @param correlated why each identity is taken for this subject, by the identity's id
     * @param resembling who may be the same person, or what the same service, why and how likely; nobody is taken for it
     *        before somebody says so
     * @param more whether so many are alike that not all of them were compared, or are here
     */
    record Subject(SubjectView subject, Map<UUID, SubjectPage.Correlated> correlated,
            List<SubjectPage.Resembling> resembling, boolean more, List<SubjectPage.Event> history) {
        Subject {
            correlated = Map.copyOf(correlated);
            resembling = List.copyOf(resembling);
            history = List.copyOf(history);
        }
    }

    /**
     * One word about each of them; where it cannot be said of one, it is said of none.
     *
     * @param same false: each of them is nobody else's, of this subject or another
     */
    record Words(@Nullable List<@Nullable UUID> identities, @Nullable Boolean same, @Nullable String reason) {
        List<UUID> named() {
            var named = new ArrayList<UUID>();
            for (var identity : identities == null ? List.<@Nullable UUID>of() : identities) {
                if (identity == null) {
                    throw new RefusedException(WhoIsWhoProblem.invalid("/identities/" + named.size(),
                            "give the id of an identity"));
                }
                named.add(identity);
            }
            return named;
        }

        boolean said() {
            if (same == null) {
                throw new RefusedException(WhoIsWhoProblem.invalid("/same",
                        "say whether it is the `same` person or service"));
            }
            return same;
        }
    }

    @GetMapping("/api/v1/oversight/identities")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeIdentities", summary = "People and services over the tenants one may see")
    Slice<SubjectView> identities(Permit permit, Scope scope, Paging paging,
            @RequestParam(required = false) String kind, @RequestParam(required = false) String q) {
        return lists.subjects(permit, scope,
                new OversightStore.Filter(Wanted.oneOf("kind", kind, Wanted.KINDS), Wanted.search(q)), paging);
    }

    @GetMapping("/api/v1/oversight/identities/{subject}")
    @Access(capability = "oversight.read", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "overseeIdentity", summary = "One person or service over the tenants one may see, why its identities are taken for one, and who resembles it")
    Subject identity(Permit permit, Scope scope, @PathVariable UUID subject) {
        var readable = oversight.readable(permit, scope.ids());
        var found = oversight.subject(permit, readable, subject).stream().findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
        var reasons = whoIsWho.reasons(readable, subject);
        return new Subject(found, reasons.correlated(), reasons.resembling(), reasons.more(), reasons.history());
    }

    @PostMapping("/api/v1/oversight/identities/{subject}/correlation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Access(capability = "identity.correlate", scope = Access.Reach.OVERSIGHT)
    @Operation(operationId = "sayWhoIsWho", summary = "Say that identities are, or are not, this person's or service's: of all that are given, or of none; the register follows in a moment")
    void say(Permit permit, Scope scope, @PathVariable UUID subject, @RequestBody Words words) {
        var identities = words.named();
        boolean same = words.said();
        var reason = words.reason() == null ? "" : words.reason();
        whoIsWho.say(permit, oversight.readable(permit, scope.ids()),
                identities.stream().map(each -> new WhoIsWho.Word(subject, each, same, reason)).toList())
                .orThrow(problem -> problem.refused(identities));
    }
}
