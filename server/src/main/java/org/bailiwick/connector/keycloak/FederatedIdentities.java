package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed.FederatedAs;
import org.bailiwick.connector.keycloak.Representations.FederatedIdentity;
import org.bailiwick.connector.keycloak.Representations.IdentityProvider;
import org.bailiwick.connector.keycloak.Representations.User;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of identity providers sign in to which users. Keycloak lists who is linked to a provider, and tells the
 * link itself only user by user, so no more than the linked ones are asked, and of them a bounded number.
 */
final class FederatedIdentities {
    private static final int MOST = 1_000;
    private static final String PROVIDERS = "/identity-provider/instances";

    private final Reads reads;
    private final Map<String, List<FederatedAs>> links = new HashMap<>();
    private boolean known;

    FederatedIdentities(Reads reads) {
        this.reads = reads;
    }

    /** Null where it is not known, empty where there is no link. */
    @Nullable
    List<FederatedAs> of(@Nullable String user) {
        if (user == null) {
            return null;
        }
        var found = links.get(user);
        return found != null || !known ? found : List.of();
    }

    /** @return why not all of them are known, in words for an operator */
    Optional<String> read() throws CallFailedException {
        try {
            var issuers = issuers();
            var linked = new ArrayList<String>();
            for (var alias : issuers.keySet()) {
                linked(alias, linked);
            }
            var asked = linked.stream().distinct().limit(MOST).toList();
            for (var user : asked) {
                links.put(user, links(user, issuers));
            }
            known = linked.stream().distinct().count() == asked.size();
            return known
                    ? Optional.empty()
                    : Optional.of("whom identity providers sign in is known of the first %d linked users only"
                            .formatted(MOST));
        } catch (CallFailedException failed) {
            if (failed.unreachable()) {
                throw failed;
            }
            return Optional.of(failed.answered(403)
                    ? "whom identity providers sign in is not known: give the client the role `view-identity-providers`"
                    : "whom identity providers sign in is not known: " + failed.text());
        }
    }

    /** By the provider's alias. A provider that names no issuer signs in nobody whom another system could know. */
    private Map<String, String> issuers() throws CallFailedException {
        var issuers = new HashMap<String, String>();
        for (var provider : reads.list(PROVIDERS, IdentityProvider.class)) {
            var config = provider.config();
            var issuer = config == null ? null : config.get("issuer");
            if (provider.alias() != null && issuer != null && !issuer.isBlank()) {
                issuers.put(provider.alias(), Inert.text(issuer.strip()));
            }
        }
        return issuers;
    }

    private void linked(String alias, List<String> linked) throws CallFailedException {
        var tally = new Tally(ObjectKind.ACCOUNTS);
        reads.pages("/users?briefRepresentation=true&idpAlias=" + Segment.of(alias), User.class, tally,
                user -> linked.add(Json.need(user.id(), "id")));
    }

    private List<FederatedAs> links(String user, Map<String, String> issuers) throws CallFailedException {
        var links = new ArrayList<FederatedAs>();
        for (var link : reads.list("/users/" + Segment.of(user) + "/federated-identity", FederatedIdentity.class)) {
            var issuer = link.identityProvider() == null ? null : issuers.get(link.identityProvider());
            if (issuer != null && link.userId() != null) {
                links.add(new FederatedAs(issuer, Inert.text(link.userId())));
            }
        }
        links.sort(java.util.Comparator.comparing(FederatedAs::issuer).thenComparing(FederatedAs::subject));
        return links;
    }
}
