package org.bailiwick.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the API says it.
 *
 * @param expectation whether anybody expects it; null where it is not effective
 * @param removes the direct membership whose removal a revocation orders
 * @param notRemovable why there is no such one; exactly one of the two is there while the grant is effective
 */
public record GrantJson(UUID id, boolean direct, boolean effective, Account account, Identity identity,
        Entitlement entitlement, List<List<Step>> paths, Instant since, @Nullable Instant until,
        @Nullable Expected expectation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Entitlement removes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notRemovable, @Nullable Instant observedAt) {

    public record Account(UUID id, String externalId, String username, String displayName) {}

    public record Identity(UUID id, UUID subject, String kind, String displayName) {}

    public record Entitlement(UUID id, String kind, String name, String tier, boolean selfRaising) {}

    public record Step(String kind, String name) {}

    /** @param state {@code expected}, {@code excess} or {@code not known} */
    public record Expected(String state, String why) {
        static @Nullable Expected of(@Nullable Expectation said) {
            return said == null ? null : new Expected(said.beyond() ? "excess" : said.word().text(), said.why());
        }
    }

    /** @param expectation null where the grant is not effective */
    public static GrantJson of(GrantView grant, @Nullable Expectation expectation, @Nullable Instant observedAt) {
        var account = grant.account();
        var name = account.displayName().isBlank() ? account.username() : account.displayName();
        var sources = grant.direct() ? List.of(grant.entitlement()) : grant.sources();
        boolean removable = grant.effective() && sources.size() == 1;
        return new GrantJson(grant.publicId(), grant.direct(), grant.effective(),
                new Account(account.publicId(), account.externalId(), account.username(), account.displayName()),
                new Identity(account.identity(), account.subject(), account.identityKind(), name),
                entitlement(grant.entitlement()),
                grant.paths().stream()
                        .map(path -> path.stream().map(step -> new Step(step.key().kind(), step.name())).toList())
                        .toList(),
                grant.since(), grant.until().orElse(null), Expected.of(expectation),
                removable ? entitlement(sources.getFirst()) : null,
                removable || !grant.effective() ? null : notRemovable(sources), observedAt);
    }

    public static Entitlement entitlement(GrantView.EntitlementRef ref) {
        return new Entitlement(ref.publicId(), ref.key().kind(), ref.name(), ref.tier(), ref.selfRaising());
    }

    private static String notRemovable(List<GrantView.EntitlementRef> sources) {
        return sources.isEmpty()
                ? "not removable here: where it comes from is not known; have the system read again"
                : "not removable here: source is " + sources.stream().map(source -> "`%s`".formatted(source.name()))
                        .collect(Collectors.joining(" and ")) + "; decide about each of these";
    }
}
