package org.bailiwick.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed.Containment;
import org.bailiwick.connector.Observed.Entitlement;
import org.bailiwick.connector.realmexport.ExportedRealm;
import org.junit.jupiter.api.Test;

class AccessTests {
    private final List<Entitlement> entitlements = new ArrayList<>();
    private final List<Containment> containments = new ArrayList<>();

    private EntitlementKey right(String kind, String name) {
        var key = new EntitlementKey(kind, name);
        if (entitlements.stream().noneMatch(entitlement -> entitlement.key().equals(key))) {
            entitlements.add(new Entitlement(key, name, null));
        }
        return key;
    }

    private EntitlementKey group(String name, EntitlementKey... contents) {
        return containing(right(EntitlementKey.GROUP, name), contents);
    }

    private EntitlementKey role(String name, EntitlementKey... contents) {
        return containing(right(EntitlementKey.REALM_ROLE, name), contents);
    }

    private EntitlementKey admin(String name) {
        return right(EntitlementKey.CLIENT_ROLE, "realm-management/" + name);
    }

    private EntitlementKey containing(EntitlementKey parent, EntitlementKey... contents) {
        List.of(contents).forEach(child -> containments.add(new Containment(parent, child)));
        return parent;
    }

    private Access access(String realm) {
        return new Access(
                new ExportedRealm.Contents(List.of(), List.of(), entitlements, containments, List.of(), List.of(),
                        List.of(), Map.of(), List.of(), Set.of(), Set.of(), 0, false),
                new Tiers(new Catalogue(), realm));
    }

    private static List<String> paths(Privileges privileges) {
        return privileges.top().stream().map(Holding::pathInWords).toList();
    }

    @Test
    void privilegeHiddenBehindGroupsAndCompositesIsFoundWithItsPath() {
        var night = group("/IT/Night", group("/IT", role("lead", role("desk", admin("manage-users")))));

        var privileges = access("acme").of(List.of(night));

        assertThat(paths(privileges)).containsExactly("/IT/Night → /IT → lead → desk → realm-management/manage-users");
        assertThat(privileges.tier()).contains(Severity.CRITICAL);
        assertThat(privileges.selfRaising()).isTrue();
    }

    @Test
    void theShortestPathExplains() {
        var users = admin("manage-users");
        var longWay = role("a", role("b", users));
        var shortWay = group("/x", users);

        assertThat(paths(access("acme").of(List.of(longWay, shortWay))))
                .containsExactly("/x → realm-management/manage-users");
    }

    @Test
    void circlesEnd() {
        var a = role("a");
        var b = role("b", a, admin("view-clients"));
        containing(a, b, a);

        assertThat(access("acme").of(List.of(a)).tier()).isEqualTo(Optional.of(Severity.HIGH));
    }

    @Test
    void whatContainsMuchStandsForItAndMorePrivilegedPartsStandForThemselves() {
        var all = containing(admin("realm-admin"), admin("manage-users"), admin("view-clients"));
        var events = containing(admin("manage-events"), admin("impersonation"));

        assertThat(access("acme").of(List.of(all))).satisfies(held -> {
            assertThat(paths(held)).containsExactly("realm-management/realm-admin");
            assertThat(held.more()).isEqualTo(2);
        });
        assertThat(paths(access("acme").of(List.of(events)))).containsExactly(
                "realm-management/manage-events → realm-management/impersonation", "realm-management/manage-events");
    }

    @Test
    void theRealmMasterAdministersOthersAndOnlyThereAdminIsKeycloaks() {
        var admin = role("admin");
        var other = right(EntitlementKey.CLIENT_ROLE, "acme-realm/manage-users");

        assertThat(access("master").of(List.of(admin)).tier()).contains(Severity.CRITICAL);
        assertThat(access("master").of(List.of(other)).tier()).contains(Severity.CRITICAL);
        assertThat(access("acme").of(List.of(admin, other)).tier()).isEmpty();
    }

    @Test
    void whatLeadsToPrivilegeIsNamed() {
        group("/IT", role("desk", admin("manage-users")));
        role("reader", admin("query-users"));

        assertThat(access("acme").givers()).extracting(giver -> giver.right().name()).containsExactly("/IT", "desk");
    }
}
