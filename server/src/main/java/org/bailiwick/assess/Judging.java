package org.bailiwick.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.assess.Assessment.Holder;
import org.bailiwick.assess.Assessment.Service;
import org.bailiwick.assess.rule.IntendedSettings;
import org.bailiwick.assess.rule.SettingFacts;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.assess.rule.Verdict;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.Observed.Account;
import org.bailiwick.connector.Observed.Entitlement;
import org.bailiwick.connector.realmexport.ExportedRealm;
import org.bailiwick.risk.CredentialOverdue;
import org.bailiwick.risk.GenericNames;
import org.bailiwick.risk.SharedAccount;
import org.bailiwick.risk.StaleAdmin;
import org.jspecify.annotations.Nullable;

/** Builds the facts of a realm, asks the rules, and keeps what they found and what they could not judge. */
final class Judging {
    private static final String SERVICE_PRIVILEGED = "service-account-privileged";
    private static final String DEFAULT_PRIVILEGED = "default-access-privileged";
    private static final String SECRET_IN_FILE = "secret-in-file";
    private static final String TIER = "tier";
    private static final String NO_SIGN_INS = "when it signed in last is not in a realm export";
    private static final int NAMED = 5;

    private final ExportedRealm realm;
    private final ExportedRealm.Contents contents;
    private final Tiers tiers;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Map<String, Long>> notKnown = new LinkedHashMap<>();
    private final List<NotKnown> uncounted = new ArrayList<>();

    Judging(ExportedRealm realm, Tiers tiers, Instant now) {
        this.realm = realm;
        this.contents = realm.contents();
        this.tiers = tiers;
        this.now = now;
    }

    List<Finding> findings() {
        return findings;
    }

    List<NotKnown> notKnown() {
        var all = new ArrayList<NotKnown>();
        notKnown.forEach((rule, reasons) -> reasons.forEach((why, count) -> all.add(new NotKnown(rule, count, why))));
        all.addAll(uncounted);
        return all;
    }

    void settings(List<IntendedSettings> intended) {
        var facts = new SettingFacts(
                contents.settings().stream()
                        .collect(Collectors.toMap(Observed.Setting::key, Observed.Setting::value)));
        for (var rule : intended) {
            take(rule.rule(), "realm", realm.name(), rule.judge(facts), List.of());
        }
    }

    void accounts(Collection<Account> accounts, Function<@Nullable String, Privileges> privileges,
            GenericNames genericNames) {
        for (var account : accounts) {
            var held = privileges.apply(account.id());
            var facts = AsRiskSees.account(account, contents.pending().getOrDefault(account.id(), List.of()), held);
            var path = held.top().stream().findFirst().map(Holding::path).orElse(List.of());
            take(StaleAdmin.RULE, "account", account.username(), AsRiskSees.verdict(StaleAdmin.judge(facts, now),
                    why -> NO_SIGN_INS), path);
            take(SharedAccount.RULE, "account", account.username(),
                    AsRiskSees.verdict(SharedAccount.judge(facts, genericNames)), path);
        }
        incomplete(ObjectKind.ACCOUNTS, ObjectKind.MEMBERSHIPS, ObjectKind.CONTAINMENTS)
                .ifPresent(why -> uncounted.add(new NotKnown(StaleAdmin.RULE, null, why)));
        incomplete(ObjectKind.ACCOUNTS).ifPresent(why -> uncounted.add(new NotKnown(SharedAccount.RULE, null, why)));
    }

    /** What every account has by default is one finding of its own, not one an account. */
    void services(List<Service> services) {
        for (var service : services) {
            if (service.account().isEmpty()) {
                count(SERVICE_PRIVILEGED, "the service account is not in the export: what it reaches is not known");
            }
            var own = service.privileges().without(contents.defaults());
            own.top().stream().findFirst().ifPresent(top -> findings.add(new Finding(SERVICE_PRIVILEGED,
                    own.tier().orElseThrow(), "client", service.client().clientId(),
                    "service account holds " + word(own) + " rights", reasons(own, "its service account"),
                    top.path())));
        }
        incomplete(ObjectKind.CREDENTIALS, ObjectKind.MEMBERSHIPS, ObjectKind.CONTAINMENTS)
                .ifPresent(why -> uncounted.add(new NotKnown(SERVICE_PRIVILEGED, null, why)));
    }

    void credentials(Function<@Nullable String, Privileges> privileges) {
        for (var client : contents.clients()) {
            if (client.credential() != null && !Boolean.FALSE.equals(client.enabled())) {
                var facts = AsRiskSees.credential(client.clientId(), client.credential(), client.credentialCreated(),
                        client.credentialExpires(), privileges.apply(client.accountId()));
                take(CredentialOverdue.RULE, "client", client.clientId(), AsRiskSees.verdict(
                        CredentialOverdue.judge(facts, now),
                        why -> "when the %s was created is not told".formatted(client.credential())), List.of());
            }
        }
        incomplete(ObjectKind.CREDENTIALS)
                .ifPresent(why -> uncounted.add(new NotKnown(CredentialOverdue.RULE, null, why)));
    }

    void defaults(Privileges defaults, List<Holder> holders) {
        if (defaults.tier().isEmpty()) {
            return;
        }
        var reasons = reasons(defaults, "every new account");
        var holding = holders.stream().filter(holder -> holder.privileges().top().stream()
                .anyMatch(right -> contents.defaults().contains(right.path().getFirst().key()))).toList();
        if (!holding.isEmpty()) {
            reasons.add("%s so by now: %s".formatted(number(holding.size(), "account is privileged",
                    "accounts are privileged"),
                    named(holding.stream().map(holder -> holder.account().username()).toList())));
        }
        findings.add(new Finding(DEFAULT_PRIVILEGED, defaults.tier().get(), "realm", realm.name(),
                "every new account gets " + word(defaults) + " rights", reasons,
                defaults.top().getFirst().path()));
    }

    void secretsInFile(Function<@Nullable String, Privileges> privileges) {
        var clients = contents.clients().stream().filter(client -> client.clearSecret()).toList();
        var reasons = new ArrayList<String>();
        if (!clients.isEmpty()) {
            reasons.add("%s in the clear: %s".formatted(number(clients.size(), "client secret stands",
                    "client secrets stand"), named(clients.stream().map(client -> client.clientId()).toList())));
        }
        var people = contents.accounts().stream().filter(account -> contents.clearPasswords().contains(account.id()))
                .toList();
        if (!people.isEmpty()) {
            reasons.add("%s in the clear: %s".formatted(number(people.size(), "password stands", "passwords stand"),
                    named(people.stream().map(Account::username).toList())));
        }
        var privileged = clients.stream().anyMatch(client -> privileges.apply(client.accountId()).tier().isPresent())
                || people.stream().anyMatch(account -> privileges.apply(account.id()).tier().isPresent());
        if (privileged) {
            reasons.add("privileged rights are reached with them");
        }
        var clear = !reasons.isEmpty();
        if (contents.hashedPasswords() > 0) {
            reasons.add("%s there to be tried out offline"
                    .formatted(number(contents.hashedPasswords(), "password hash stands", "password hashes stand")));
        }
        if (!reasons.isEmpty()) {
            var severity = privileged ? Severity.CRITICAL : clear ? Severity.HIGH : Severity.MODERATE;
            findings.add(new Finding(SECRET_IN_FILE, severity, "realm", realm.name(),
                    "the file itself must be kept as a secret", reasons, List.of()));
        }
    }

    /** Keycloak's own roles are in the catalogue; what those of a tenant's applications allow nobody has said yet. */
    void meanings() {
        contents.entitlements().stream().filter(right -> !right.key().kind().equals(EntitlementKey.GROUP))
                .filter(right -> tiers.of(right).tier().equals("not known"))
                .filter(right -> !right.name().startsWith("default-roles-"))
                .forEach(right -> count(TIER,
                        "nobody has said what these roles allow: whoever holds them may be privileged"));
        incomplete(ObjectKind.ENTITLEMENTS).ifPresent(why -> uncounted.add(new NotKnown(TIER, null, why)));
        if (contents.finePermissions()) {
            uncounted.add(new NotKnown(TIER, null, "fine-grained admin permissions are on: rights that come from them "
                    + "are not judged"));
        }
    }

    private void take(String rule, String subjectKind, String subject, Verdict verdict, List<Entitlement> path) {
        switch (verdict) {
            case Verdict.Found found -> findings.add(Finding.of(rule, subjectKind, subject, found, path));
            case Verdict.NotKnown(var why) -> count(rule, why);
            case Verdict.Clear() -> {
                // Nothing to say.
            }
        }
    }

    private void count(String rule, String why) {
        notKnown.computeIfAbsent(rule, key -> new LinkedHashMap<>()).merge(why, 1L, Long::sum);
    }

    private Optional<String> incomplete(ObjectKind... kinds) {
        return realm.completeness().stream().filter(statement -> List.of(kinds).contains(statement.kind()))
                .map(statement -> statement.problem() == null ? statement.note() : statement.problem())
                .filter(why -> why != null).map(String::valueOf).findFirst();
    }

    private static List<String> reasons(Privileges privileges, String holder) {
        var reasons = new ArrayList<String>();
        for (var holding : privileges.top().stream().limit(NAMED).toList()) {
            reasons.add("%s effectively holds `%s` (%s): %s".formatted(holder, holding.right().name(),
                    holding.tier().word(), holding.meaning().reason()));
        }
        int more = privileges.top().size() - reasons.size() + privileges.more();
        if (more > 0) {
            reasons.add("and %d more privileged rights".formatted(more));
        }
        if (privileges.selfRaising()) {
            reasons.add("with these it can give itself more");
        }
        return reasons;
    }

    private static String word(Privileges privileges) {
        return privileges.tier().orElseThrow().word();
    }

    private static String number(long count, String one, String many) {
        return count == 1 ? "1 " + one : count + " " + many;
    }

    private static String named(List<String> names) {
        var text = names.stream().limit(NAMED).map("`%s`"::formatted).collect(Collectors.joining(", "));
        return names.size() > NAMED ? "%s and %d more".formatted(text, names.size() - NAMED) : text;
    }
}
