package org.bailiwick.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * One identity as the API says it. Null is not known, never no; but a credential without {@code expiresAt} has no end
 * set. Its grants are listed under {@code /grants?identity=}.
 *
 * @param owner who answers for it; null where nobody is named
 * @param grants how many effective ones of each tier
 * @param observedAt accounts and credentials were read completely at this time or later; null where that is not known
 */
record IdentityJson(UUID id, UUID subject, String kind, String displayName, boolean signsIn, @Nullable Owner owner,
        List<Account> accounts, IdentityView.Tiers grants, List<Finding> openFindings, @Nullable Instant observedAt,
        List<DataAge.Completeness> completeness) {
    /** @param namedBy null where the approved expected scope named them */
    record Owner(String name, Instant namedAt, @Nullable String namedBy) {}

    /**
     * @param lastSignInAt the newest one ever seen
     * @param signInsSince every sign-in from then on was seen; null where sign-ins are not known
     * @param signInsProblem why they are not known, or not farther back
     */
    record Account(UUID id, UUID connection, String system, String externalId, String username, String displayName,
            @Nullable String mail, @Nullable Boolean mailVerified, @Nullable Boolean enabled,
            @Nullable Boolean locked, @Nullable Instant createdAt, @Nullable Instant goneAt,
            @Nullable Instant lastSignInAt, @Nullable Instant signInsSince, @Nullable String signInsProblem,
            List<IdentityDossier.Credential> credentials) {}

    record Finding(UUID id, String rule, String title, String severity, Instant dueAt, String href) {}

    static IdentityJson of(VisibleTenant tenant, IdentityDossier dossier) {
        var identity = dossier.identity();
        var owner = identity.owner();
        return new IdentityJson(identity.id(), identity.subject(), identity.kind(), identity.displayName(),
                identity.signsIn(),
                owner == null ? null : new Owner(owner.name(), owner.namedAt(), dossier.ownerNamedBy()),
                dossier.accounts().stream().map(IdentityJson::account).toList(), identity.grants(),
                dossier.findings().stream()
                        .map(finding -> new Finding(finding.id(), finding.rule(), finding.title(), finding.severity(),
                                finding.dueAt(),
                                "/api/v1/tenants/%s/findings/%s".formatted(tenant.publicId(), finding.id())))
                        .toList(),
                dossier.age().observedAt(), dossier.age().completeness());
    }

    private static Account account(IdentityDossier.Account known) {
        var account = known.account();
        return new Account(account.id(), account.connection(), account.system(), account.externalId(),
                account.username(), account.displayName(), account.mail(), account.mailVerified(), account.enabled(),
                account.locked(), account.createdAt(), account.goneAt(), known.signIns().last(),
                known.signIns().since(), known.signIns().problem(), known.credentials());
    }
}
