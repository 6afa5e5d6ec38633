package org.bailiwick.register;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.TenantTx;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts together what is known of one identity, for its page and for the API alike. */
@Component
final class ReadIdentity {
    private static final IdentityDossier.SignIns NEVER_READ = new IdentityDossier.SignIns(null, null, null);

    private final Register register;
    private final IdentityStore identities;
    private final IdentityDossierStore store;
    private final ObjectProvider<OpenFindings> findings;

    ReadIdentity(Register register, IdentityStore identities, IdentityDossierStore store,
            ObjectProvider<OpenFindings> findings) {
        this.register = register;
        this.identities = identities;
        this.store = store;
        this.findings = findings;
    }

    Optional<IdentityDossier> read(TenantTx tx, UUID id) {
        return identities.find(tx, id).map(identity -> {
            var credentials = store.credentials(tx, id);
            var signIns = store.signIns(tx, id);
            return new IdentityDossier(identity, store.ownerNamedBy(tx, id).orElse(null),
                    identity.accounts().stream().map(account -> account(account, credentials, signIns)).toList(),
                    findings.stream().flatMap(each -> each.about(tx, id).stream()).toList(),
                    register.ageOfCredentials(tx));
        });
    }

    private static IdentityDossier.Account account(IdentityView.Account account,
            Map<UUID, List<IdentityDossier.Credential>> credentials, Map<UUID, IdentityDossier.SignIns> signIns) {
        return new IdentityDossier.Account(account, signIns.getOrDefault(account.id(), NEVER_READ),
                credentials.getOrDefault(account.id(), List.of()));
    }
}
