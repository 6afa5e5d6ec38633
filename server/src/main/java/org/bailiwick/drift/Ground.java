package org.bailiwick.drift;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bailiwick.finding.Findings.Fact;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Rule;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.register.Basis;
import org.bailiwick.register.DataAge;
import org.bailiwick.register.Register;
import org.bailiwick.template.ExpectedScopes;
import org.bailiwick.template.ScopeVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of grants stands on: the expected scope in force, and how wholly the tenant's systems were read.
 * Where either is missing the answer is "not known", never "nothing found".
 *
 * @param scope empty where the tenant approved none
 * @param age of what is known about grants
 * @param now the time of the transaction
 */
record Ground(Optional<ScopeVersion> scope, DataAge age, Instant now) {
    private static final Set<String> COMPOSITION = Set.of("entitlements", "containments");
    static final String NO_SCOPE = "no expected scope is approved; propose one and have the tenant approve it";

    static Ground of(TenantTx tx, ExpectedScopes scopes, Register register) {
        return new Ground(scopes.current(tx), register.ageOfGrants(tx), tx.now());
    }

    /** What an answer is made of that compares grants with the expected scope. */
    static Optional<Basis> basis(TenantTx tx, ExpectedScopes scopes, Register register) {
        return register.basisOfGrants(tx).map(basis -> with(basis, scopes.current(tx)));
    }

    static Basis with(Basis basis, Optional<ScopeVersion> scope) {
        return basis.with("scope", scope.map(each -> Long.toString(each.id())).orElse("none"));
    }

    /** Why nothing can be concluded from absence; null where it can. */
    @Nullable
    String why() {
        return scope.isEmpty()
                ? NO_SCOPE
                : age.completeness().stream().filter(kind -> !kind.state().equals("complete")).findFirst()
                        .map(Ground::notRead).orElse(null);
    }

    /** Why it is not known what roles and groups contain; null where it is. */
    @Nullable
    String whyNotComposed() {
        return composition().filter(kind -> !kind.state().equals("complete")).findFirst().map(Ground::notRead)
                .orElse(null);
    }

    /** As of when it is known what roles and groups contain; the time of the transaction where that is not known. */
    Instant composedAt() {
        return composition().allMatch(kind -> kind.observedAt() != null)
                ? composition().map(DataAge.Completeness::observedAt).filter(Objects::nonNull).min(Instant::compareTo)
                        .orElse(now)
                : now;
    }

    private Stream<DataAge.Completeness> composition() {
        return age.completeness().stream().filter(kind -> COMPOSITION.contains(kind.kind()));
    }

    /** Whether what is contained in what was read completely, so that a direct grant is known to be beyond the scope. */
    boolean containmentsKnown() {
        return age.completeness().stream().filter(kind -> !kind.kind().equals("memberships"))
                .allMatch(kind -> kind.state().equals("complete"));
    }

    Judgement judgement(Rule rule, List<Fact> facts) {
        var why = why();
        var asOf = Objects.requireNonNullElse(age.observedAt(), now);
        return new Judgement(rule.id(), why == null, why == null ? 0 : 1, why, asOf, facts);
    }

    private static String notRead(DataAge.Completeness kind) {
        return "the %s were not read completely%s; have the system read again".formatted(kind.kind(),
                kind.problem() == null ? "" : ": " + kind.problem());
    }
}
