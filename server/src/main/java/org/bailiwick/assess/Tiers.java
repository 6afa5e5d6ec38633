package org.bailiwick.assess;

import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.catalogue.Catalogue.Meaning;
import org.bailiwick.connector.Observed;

/** What a role means in one realm. */
final class Tiers {
    private final Catalogue catalogue;
    private final Catalogue.Place realm;

    Tiers(Catalogue catalogue, String realm) {
        this.catalogue = catalogue;
        this.realm = new Catalogue.Place("keycloak", realm);
    }

    Meaning of(Observed.Entitlement entitlement) {
        return catalogue.meaning(realm, entitlement.key().kind(), entitlement.name());
    }
}
