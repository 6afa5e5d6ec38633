package org.bailiwick.assess;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.assess.Assessment.Holder;
import org.bailiwick.assess.Assessment.Service;
import org.bailiwick.assess.TextReport.Colours;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.realmexport.Remark;

/** One realm for people: figures, findings worst first, who is privileged and how, and what is not known. */
final class RealmText {
    static final int MOST = 50;
    private static final int LABEL = 10;

    private final Page page;
    private final Colours colours;
    private final Assessment realm;

    RealmText(Page page, Colours colours, Assessment realm) {
        this.page = page;
        this.colours = colours;
        this.realm = realm;
    }

    void write() {
        figures();
        section("Findings", realm.findings(), this::finding);
        section("Privileged accounts", realm.holders(), this::holder);
        section("Roles and groups that make privileged", realm.givers(), this::giver);
        section("Service accounts", realm.services(), this::service);
        section("Not known", notKnown(), line -> page.wrapped("    ", "      ", line));
        section("Could not be read", remarks(true), this::remark);
        if (realm.realm().remarksLeft() > 0) {
            page.line("  and %d more".formatted(realm.realm().remarksLeft()));
        }
        section("Worth knowing", remarks(false), this::remark);
        page.blank();
    }

    /** "3+" where more may be there than were read. */
    static String people(Assessment realm) {
        return realm.people() + (JsonReport.peopleComplete(realm) ? "" : "+");
    }

    static String notKnown(Assessment realm) {
        return realm.notKnownCount() + (realm.uncounted() ? "+" : "");
    }

    static String place(Remark remark) {
        return remark.pointer().isEmpty() ? "" : remark.pointer() + " ";
    }

    private void figures() {
        var read = realm.realm();
        var version = read.version() == null ? "" : ", Keycloak " + read.version();
        page.line(colours.heading(Page.cell("Realm " + read.name() + version, Page.WIDTH).stripTrailing()));
        page.line("═".repeat(Page.WIDTH));
        page.wrapped("  file        ", read.files().stream().limit(3).collect(Collectors.joining(", "))
                + (read.files().size() > 3 ? " and %d more".formatted(read.files().size() - 3) : ""));
        page.wrapped("  accounts    ", "%s%s, %s, %s".formatted(number(realm.people(), "person", "people"),
                JsonReport.peopleComplete(realm) ? "" : " (how many there really are is not known)",
                number(realm.serviceAccounts(), "service account", "service accounts"),
                number(read.contents().clients().size(), "client", "clients")));
        page.wrapped("  privileged  ", "%d critical, %d high".formatted(realm.holders(Severity.CRITICAL),
                realm.holders(Severity.HIGH)));
        page.wrapped("  findings    ", "%d critical, %d high, %d moderate, %d low".formatted(
                realm.findings(Severity.CRITICAL), realm.findings(Severity.HIGH), realm.findings(Severity.MODERATE),
                realm.findings(Severity.LOW)));
        page.wrapped("  not known   ", realm.notKnownCount()
                + (realm.uncounted() ? ", and what the export does not tell" : ""));
        if (read.unread() > 0) {
            page.wrapped("  not read    ", read.unread() + (read.unread() == 1 ? " place" : " places"));
        }
    }

    private interface Item<T> {
        void write(T item);
    }

    private <T> void section(String title, List<T> items, Item<T> item) {
        if (items.isEmpty()) {
            return;
        }
        page.blank();
        page.line("  " + colours.heading(title));
        items.stream().limit(MOST).forEach(item::write);
        if (items.size() > MOST) {
            page.line("  and %d more: see --json".formatted(items.size() - MOST));
        }
    }

    private void finding(Finding finding) {
        labelled(finding.severity(), "%s (%s)".formatted(title(finding), finding.rule()));
        var others = " ".repeat(LABEL + 4);
        finding.reasons().forEach(reason -> page.wrapped(" ".repeat(LABEL + 2) + "- ", others, reason));
        if (finding.path().size() > 1) {
            page.wrapped(others, "by " + finding.path().stream().map(step -> shown(step.name()))
                    .collect(Collectors.joining(" → ")));
        }
    }

    /** A title that names its subject already says it once. */
    private static String title(Finding finding) {
        var title = shown(finding.title());
        var subject = "`" + shown(finding.subject()) + "`";
        var kind = capital(finding.subjectKind());
        if (title.startsWith(subject)) {
            return kind + " " + title;
        }
        if (title.contains(subject)) {
            return title;
        }
        return finding.subjectKind().equals("realm")
                ? "%s: %s".formatted(kind, title)
                : "%s %s: %s".formatted(kind,
                        subject, title);
    }

    private void holder(Holder holder) {
        var account = holder.account();
        var state = account.enabled() == null
                ? ", enabled or not is not known"
                : account.enabled()
                        ? ""
                        : Boolean.TRUE.equals(account.inUse()) ? ", locked out for good" : ", disabled";
        labelled(holder.privileges().tier().orElseThrow(), "`%s`%s%s%s".formatted(shown(account.username()),
                account.service() ? ", service account" : "", state,
                holder.privileges().selfRaising() ? ", can give itself more" : ""));
        rights(holder.privileges());
    }

    private void giver(Access.Giver giver) {
        labelled(giver.privileges().tier().orElseThrow(), "%s `%s`".formatted(giver.right().key().kind(),
                shown(giver.right().name())));
        rights(giver.privileges());
    }

    private void rights(Privileges privileges) {
        var others = " ".repeat(LABEL + 6);
        for (var holding : privileges.top().stream().limit(5).toList()) {
            page.wrapped(" ".repeat(LABEL + 4), others, shown(holding.right().name())
                    + (holding.direct() ? ", directly" : ", by " + pathBefore(holding)));
        }
        int more = Math.max(0, privileges.top().size() - 5) + privileges.more();
        if (more > 0) {
            page.line(" ".repeat(LABEL + 4) + "and %d more privileged rights".formatted(more));
        }
    }

    private static String pathBefore(Holding holding) {
        return holding.path().subList(0, holding.path().size() - 1).stream().map(step -> shown(step.name()))
                .collect(Collectors.joining(" → "));
    }

    private void service(Service service) {
        var client = service.client();
        var created = client.credentialCreated();
        var credential = client.credential() == null
                ? ""
                : ", %s %s".formatted(client.credential(),
                        created == null ? "of unknown age" : "of " + created.toString().substring(0, 10));
        var reaches = service.account().isEmpty()
                ? "what it reaches is not known"
                : service.direct().isEmpty()
                        ? "holds nothing"
                        : "holds " + service.direct().stream().limit(4).map(RealmText::shown)
                                .collect(Collectors.joining(", "))
                                + (service.direct().size() > 4
                                        ? " and %d more".formatted(service.direct().size() - 4)
                                        : "");
        page.wrapped("    ", "      ", "`%s`%s%s: %s".formatted(shown(client.clientId()),
                Boolean.FALSE.equals(client.enabled()) ? ", disabled" : "", credential, reaches));
    }

    /** What several rules miss for the same reason stands there once. */
    private List<String> notKnown() {
        var rules = new LinkedHashMap<String, Set<String>>();
        for (var part : realm.notKnown()) {
            rules.computeIfAbsent(part.why(), why -> new LinkedHashSet<>())
                    .add(part.rule() + (part.count() == null ? "" : " " + part.count() + " ×"));
        }
        return rules.entrySet().stream().map(reason -> String.join(", ", reason.getValue()) + ": " + reason.getKey())
                .toList();
    }

    private static String number(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private void remark(Remark remark) {
        var file = realm.realm().files().size() > 1 ? remark.file() + " " : "";
        page.wrapped("    ", "      ", file + place(remark) + remark.text());
    }

    private List<Remark> remarks(boolean unread) {
        return realm.realm().remarks().stream().filter(remark -> remark.unread() == unread).toList();
    }

    private void labelled(Severity severity, String words) {
        var label = Page.cell(severity.word(), LABEL);
        var text = new Page();
        text.wrapped("  " + label, words);
        page.line(text.toString().stripTrailing().replaceFirst(label, colours.severity(severity, label)));
    }

    /** A name of a thousand characters is still a name, but no line. */
    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= 120
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 119)) + "…";
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
