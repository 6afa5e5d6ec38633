package org.bailiwick.browser;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Who walks through the screens in which theme, and which screens they reach: one that vanishes is missed by name. */
enum Walker {
    APPROVER("approver", "light", Seen.ONE_TENANT, Set.of("forbidden")), //
    OPERATOR("operator", "dark", Seen.ONE_TENANT, Seen.ALL_TENANTS, Set.of("forbidden")), //
    RISK_OWNER("risk owner", "light", Seen.ONE_TENANT, Seen.ALL_TENANTS, Seen.MANAGED, Set.of("witnesses")), //
    AUDITOR("auditor", "dark", Seen.ONE_TENANT, Seen.ALL_TENANTS, Set.of("witnesses", "forbidden"));

    /** Walked through where somebody acted before; the tests that act look at it too. */
    static final Set<String> AFTER_ACTS = Set.of("change");

    private final String role;
    private final String theme;
    private final Set<String> screens;

    @SafeVarargs
    Walker(String role, String theme, Set<String>... screens) {
        this.role = role;
        this.theme = theme;
        this.screens = Arrays.stream(screens).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    String role() {
        return role;
    }

    String theme() {
        return theme;
    }

    String otherTheme() {
        return theme.equals("light") ? "dark" : "light";
    }

    Set<String> screens() {
        return screens;
    }

    /** Whether no one who walks in the other theme comes by this screen. */
    boolean aloneWith(String screen) {
        return Arrays.stream(values()).noneMatch(
                other -> !other.theme.equals(theme) && other.screens.contains(screen));
    }

    private static final class Seen {
        static final Set<String> ONE_TENANT = Set.of("tenants", "me", "home", "register", "grants", "settings",
                "findings", "finding", "scope", "scope-version", "lockouts", "unlock-another", "connections", "search",
                "changes", "unrecorded-changes", "evidence", "entry", "log", "contract", "authorities", "retention",
                "erasures", "packs", "controls", "control", "approvals", "my-approvals", "decisions", "tags", "leavers",
                "problem", "identity", "machine", "grant");
        static final Set<String> ALL_TENANTS = Set.of("all-board", "all-patterns", "pattern", "all-findings",
                "all-identities", "all-lockouts", "all-decisions", "all-proposals", "search-all", "across", "staff");
        static final Set<String> MANAGED = Set.of("tenant-sets", "mail-domains", "new-tenant", "connect", "disconnect",
                "all-leavers", "leaver-new");
    }
}
