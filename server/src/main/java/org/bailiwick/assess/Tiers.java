package org.bailiwick.assess;

import java.util.Set;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.catalogue.Catalogue.Meaning;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed;

/**
 * What a role means in one realm. The realm master administers the others by clients named {@code <realm>-realm}, whose
 * roles mean there what those of {@code realm-management} mean in the realm itself; and only there {@code admin} is
 * Keycloak's own.
 */
final class Tiers {
    private static final String MASTER = "master";
    private static final String OF_A_REALM = "-realm/";
    private static final Set<String> ONLY_IN_MASTER = Set.of("admin", "create-realm");
    private static final String SYSTEM = "keycloak";

    private final Catalogue catalogue;
    private final boolean master;
    private final Meaning notKnown;

    Tiers(Catalogue catalogue, String realm) {
        this.catalogue = catalogue;
        this.master = realm.equals(MASTER);
        this.notKnown = catalogue.meaning("", "", "");
    }

    Meaning of(Observed.Entitlement entitlement) {
        var kind = entitlement.key().kind();
        var name = entitlement.name();
        if (kind.equals(EntitlementKey.REALM_ROLE) && !master && ONLY_IN_MASTER.contains(name)) {
            return notKnown;
        }
        int end = master ? name.indexOf(OF_A_REALM) : -1;
        return catalogue.meaning(SYSTEM, kind,
                end > 0 ? "realm-management/" + name.substring(end + OF_A_REALM.length()) : name);
    }
}
