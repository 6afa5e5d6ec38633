package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lists of docs/sample-estate.md, written from the estate itself. */
final class SampleEstatePage {
    private static final Map<String, String> TOLD = Map.of("excess-access", "holds more than the expected scope gives",
            "access-missing", "lacks what the expected scope gives", "delegated-admin-unexpected",
            "somebody of the MSP administers here and nobody agreed to it", "lockout-weak",
            "locks out too late, too shortly or not at all", "stale-admin",
            "privilege of an account that is disabled or was never used", "credential-overdue",
            "a secret older than a year, or past its end", "no-owner", "a machine for which nobody answers",
            "shared-account", "several people sign in as one", "leaver-effective",
            "left the MSP and is effective here still", "role-model-weaker",
            "a role or group leads to more than the role model intends");

    private SampleEstatePage() {}

    static String of(Estate estate) {
        var lines = new ArrayList<String>();
        lines.add("## The customers");
        lines.add("| short name | customer | people | of the MSP | machines | lockout | MSP's role model |");
        lines.add("|---|---|---|---|---|---|---|");
        estate.tenants().forEach(tenant -> lines.add(row(tenant)));
        lines.add("");
        lines.add("Left the MSP: `%s`. Namesakes who are not the same: %s. Locked out at the first start: %s."
                .formatted(estate.leaver(), String.join(", ", estate.namesakes()), lockedOut(estate)));
        lines.add("");
        lines.add("## What is planted");
        estate.byRule().forEach((rule, planted) -> {
            lines.add("");
            lines.add("### `%s`: %s".formatted(rule, TOLD.get(rule)));
            lines.add("| tenant | subject | why |");
            lines.add("|---|---|---|");
            planted.forEach(each -> lines
                    .add("| %s | `%s` | %s |".formatted(each.tenant(), each.subject(), each.why())));
        });
        return String.join("\n", lines) + "\n";
    }

    private static String row(TenantPlan tenant) {
        var msp = tenant.realm().accounts().stream().filter(SampleEstatePage::ofTheMsp).count();
        return "| %s | %s | %d | %d | %d | %s | %s |".formatted(tenant.shortName(), tenant.name(),
                tenant.realm().accounts().size() - msp, msp, tenant.realm().services().size(), lockout(tenant),
                tenant.supportModel());
    }

    private static String lockout(TenantPlan tenant) {
        var settings = tenant.realm().settings();
        return Boolean.TRUE.equals(settings.get("bruteForceProtected"))
                ? "%s failures, %s to %s s".formatted(settings.get("failureFactor"),
                        settings.get("waitIncrementSeconds"), settings.get("maxFailureWaitSeconds"))
                : "off";
    }

    private static String lockedOut(Estate estate) {
        return String.join(", ", estate.tenants().stream().flatMap(tenant -> tenant.lockedOut().stream()
                .map(username -> "`%s` of %s".formatted(username, tenant.name()))).toList());
    }

    private static boolean ofTheMsp(Account account) {
        return List.of(account.mail().split("@")).getLast().equals("northgate.example");
    }
}
