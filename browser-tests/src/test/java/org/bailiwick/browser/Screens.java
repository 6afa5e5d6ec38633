package org.bailiwick.browser;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The screens a persona reaches, found by following the portal's own links; {@link Walker} says which these must be. */
final class Screens {
    private static final String SEARCH = "/search?q=ad";
    /** Somebody of the MSP whom several customers know. */
    private static final String STAFF = "/all/identities?q=Hannah+Weiss";

    private Screens() {}

    /** Name of the screen and its path, in the order of a walk. */
    static Map<String, String> of(Page page, String tenant) {
        var home = "/t/" + tenant;
        var screens = new LinkedHashMap<String, String>();
        screens.put("tenants", "/");
        screens.put("me", "/me");
        screens.put("home", home);
        screens.put("register", home + "/register");
        screens.put("grants", home + "/register/grants?limit=20");
        screens.put("settings", home + "/settings");
        screens.put("findings", home + "/findings");
        screens.put("scope", home + "/scope");
        screens.put("lockouts", home + "/lockouts");
        screens.put("connections", home + "/connections");
        screens.put("search", home + SEARCH);
        screens.put("changes", home + "/changes");
        screens.put("unrecorded-changes", home + "/changes/unrecorded");
        screens.put("evidence", home + "/evidence?limit=20");
        screens.put("log", home + "/log");
        screens.put("contract", home + "/contract");
        screens.put("authorities", home + "/authorities");
        screens.put("retention", home + "/retention");
        screens.put("erasures", home + "/erasures");
        screens.put("packs", home + "/packs");
        screens.put("controls", home + "/controls");
        screens.put("control", home + "/controls/csf-2.0/PR.AA-05");
        screens.put("approvals", home + "/approvals");
        screens.put("decisions", home + "/decisions");
        screens.put("tags", home + "/tags");
        screens.put("leavers", home + "/leavers");
        screens.put("my-approvals", "/approvals");
        screens.put("unlock-another", home + "/lockouts?username=administrator");
        screens.put("problem", home + "/nothing-here");
        follow(page, screens, "finding", home + "/findings", "main a[href*='/findings/']");
        follow(page, screens, "scope-version", home + "/scope", "main a[href*='/scope/']");
        page.navigate("/");
        for (var over : List.of("/all/board", "/all/patterns", "/all/findings", "/all/identities", "/all/lockouts",
                "/all/leavers", "/tenant-sets", "/mail-domains", "/witnesses", "/search")) {
            if (page.locator("#menu a[href='%s']".formatted(over)).count() > 0) {
                var search = over.equals("/search");
                screens.put(search ? "search-all" : over.substring(1).replace('/', '-'), search ? SEARCH : over);
            }
        }
        if (screens.containsKey("all-findings")) {
            screens.put("all-decisions", "/all/decisions");
            screens.put("all-proposals", "/all/proposals");
        }
        if (page.locator("main a[href='/tenants/new']").count() > 0) {
            screens.put("new-tenant", "/tenants/new");
        } else {
            screens.put("forbidden", "/tenants/new");
        }
        follow(page, screens, "identity", home + "/register", "main a[href*='/identities/']");
        follow(page, screens, "machine", home + "/register?kind=service%20account", "main a[href*='/identities/']");
        follow(page, screens, "grant", screens.getOrDefault("identity", home), "main a[href*='/grants/']");
        follow(page, screens, "change", home + "/changes", "main table a[href*='/changes/']");
        follow(page, screens, "entry", home + "/evidence?limit=20", "main a[href*='/evidence/']");
        follow(page, screens, "connect", home + "/connections", "main a[href$='/connections/new']");
        follow(page, screens, "disconnect", home + "/connections", "main a[href$='/disconnection']");
        follow(page, screens, "across", screens.getOrDefault("identity", home), "main a[href^='/all/identities/']");
        follow(page, screens, "staff", screens.containsKey("all-identities") ? STAFF : home,
                "main a[href^='/all/identities/']");
        follow(page, screens, "leaver-new", screens.getOrDefault("staff", home), "main a[href^='/all/leavers/new']");
        follow(page, screens, "pattern", screens.getOrDefault("all-patterns", home), "main a[href*='/all/patterns/']");
        return screens;
    }

    private static void follow(Page page, Map<String, String> screens, String name, String from, String link) {
        page.navigate(from);
        var found = page.locator(link);
        if (found.count() > 0) {
            screens.put(name, found.first().getAttribute("href"));
        }
    }
}
