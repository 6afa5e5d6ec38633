package org.bailiwick.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.GrantView;
import org.bailiwick.register.GrantView.AccountRef;
import org.bailiwick.register.GrantView.EntitlementRef;
import org.junit.jupiter.api.Test;

final class RemovalTests {
    private static final EntitlementRef ADMIN = entitlement(1, "admin");
    private static final EntitlementRef FINANCE = entitlement(2, "/finance");
    private static final EntitlementRef STAFF = entitlement(3, "/staff");
    private static final EntitlementRef VIEWER = entitlement(4, "viewer");

    @Test
    void directGrantIsRemovedItself() {
        var grant = grant(ADMIN, true, List.of(ADMIN));

        var removes = (Removal.Removes) Removal.of(grant, List.of(grant));

        assertThat(removes.edge()).isEqualTo(ADMIN);
        assertThat(removes.alsoEnds()).isEmpty();
        assertThat(removes.stays()).isEmpty();
    }

    @Test
    void directGrantWithASecondPathSaysWhatKeepsItAlive() {
        var grant = grant(ADMIN, true, List.of(ADMIN), List.of(FINANCE, ADMIN));

        var removes = (Removal.Removes) Removal.of(grant, List.of(grant));

        assertThat(removes.stays()).containsExactly(List.of(FINANCE, ADMIN));
    }

    @Test
    void grantThroughOneMembershipNamesThatMembershipAndWhatElseEndsWithIt() {
        var grant = grant(ADMIN, false, List.of(FINANCE, ADMIN));
        var group = grant(FINANCE, true, List.of(FINANCE));
        var alsoOnlyThere = grant(VIEWER, false, List.of(FINANCE, ADMIN, VIEWER));

        var removes = (Removal.Removes) Removal.of(grant, List.of(grant, group, alsoOnlyThere));

        assertThat(removes.edge()).isEqualTo(FINANCE);
        assertThat(removes.alsoEnds()).containsExactly(FINANCE, VIEWER);
        assertThat(removes.stays()).isEmpty();
    }

    @Test
    void whatIsHeldElsewhereTooDoesNotEnd() {
        var grant = grant(ADMIN, false, List.of(FINANCE, ADMIN));
        var alsoElsewhere = grant(VIEWER, false, List.of(FINANCE, VIEWER), List.of(STAFF, VIEWER));

        var removes = (Removal.Removes) Removal.of(grant, List.of(grant, alsoElsewhere));

        assertThat(removes.alsoEnds()).isEmpty();
    }

    @Test
    void severalPathsThroughOneMembershipAreOneRemoval() {
        var grant = grant(ADMIN, false, List.of(FINANCE, ADMIN), List.of(FINANCE, VIEWER, ADMIN));

        assertThat(Removal.of(grant, List.of(grant))).isInstanceOf(Removal.Removes.class);
    }

    @Test
    void severalMembershipsThatEachGiveItAreListedInsteadOfGuessed() {
        var grant = grant(ADMIN, false, List.of(FINANCE, ADMIN), List.of(STAFF, ADMIN));

        assertThat(Removal.of(grant, List.of(grant))).isInstanceOfSatisfying(Removal.NotRemovable.class,
                not -> assertThat(not.sources()).containsExactly(FINANCE, STAFF));
    }

    @Test
    void accessWithoutAKnownPathIsNotRemovable() {
        assertThat(Removal.of(grant(ADMIN, false), List.of())).isInstanceOfSatisfying(Removal.NotRemovable.class,
                not -> assertThat(not.reason()).contains("not known"));
    }

    @SafeVarargs
    private static GrantView grant(EntitlementRef entitlement, boolean direct, List<EntitlementRef>... paths) {
        var account = new AccountRef(9, new UUID(0, 9), 1, "u-1", "ada", "Ada", new UUID(0, 8), new UUID(0, 7),
                "human");
        return new GrantView(new TenantId(2), entitlement.id() + 100, new UUID(1, entitlement.id()), account,
                entitlement, direct, true, List.of(paths), Instant.EPOCH, Optional.empty(), Optional.empty());
    }

    private static EntitlementRef entitlement(long id, String name) {
        var kind = name.startsWith("/") ? EntitlementKey.GROUP : EntitlementKey.REALM_ROLE;
        return new EntitlementRef(id, new UUID(0, id), new EntitlementKey(kind, "e-" + id), name, "high", false);
    }
}
