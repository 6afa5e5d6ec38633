package org.bailiwick.assess;

import java.util.Comparator;
import java.util.List;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.realmexport.FileRead;
import org.bailiwick.connector.realmexport.FileRead.Outcome;

/** The report for people: an overview where there are several realms, then each realm. */
final class TextReport {
    private final Report report;
    private final Colours colours;
    private final Page page = new Page();

    TextReport(Report report, boolean colour) {
        this.report = report;
        this.colours = new Colours(colour);
    }

    String text() {
        if (report.realms().size() > 1) {
            overview();
        }
        files();
        for (var realm : report.realms()) {
            new RealmText(page, colours, realm).write();
        }
        conclusion();
        return page.toString();
    }

    private void overview() {
        page.line(row("realm", "file", "people", "privil.", "crit", "high", "mod", "low", "not known"));
        page.line("─".repeat(Page.WIDTH));
        var folder = commonFolder();
        var worst = Comparator.<Assessment, Long>comparing(realm -> -realm.findings(Severity.CRITICAL))
                .thenComparing(realm -> -realm.findings(Severity.HIGH))
                .thenComparing(realm -> -realm.findings(Severity.MODERATE));
        for (var realm : report.realms().stream().sorted(worst).toList()) {
            page.line(row(realm.realm().name(), ending(realm.realm().files().getFirst().substring(folder.length()), 36),
                    RealmText.people(realm),
                    Long.toString(realm.holders().size()), count(realm, Severity.CRITICAL), count(realm, Severity.HIGH),
                    count(realm, Severity.MODERATE), count(realm, Severity.LOW), RealmText.notKnown(realm)));
        }
        page.blank();
    }

    /** What the names of all files begin with says nothing about any of them. */
    private String commonFolder() {
        var common = report.realms().getFirst().realm().files().getFirst();
        for (var realm : report.realms()) {
            while (!realm.realm().files().getFirst().startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.substring(0, common.lastIndexOf('/') + 1);
    }

    private static String row(String realm, String file, String... numbers) {
        var row = new StringBuilder(Page.cell(realm, 16) + " " + Page.cell(file, 36));
        int[] widths = {9, 8, 5, 5, 5, 4, 10};
        for (int next = 0; next < numbers.length; next++) {
            row.append(Page.number(numbers[next], widths[next]));
        }
        return row.toString();
    }

    private static String count(Assessment realm, Severity severity) {
        return Long.toString(realm.findings(severity));
    }

    /** Of a long path its end says more. */
    private static String ending(String file, int width) {
        return Page.width(file) <= width ? file : "…" + file.substring(file.length() - width + 1);
    }

    /** Only what belongs to no realm: files that were not read, and what stands beside the realms in a file. */
    private void files() {
        for (var file : report.files()) {
            if (file.outcome() == Outcome.NOT_READ || !file.remarks().isEmpty()) {
                page.wrapped("", file.name() + ": " + colours.bad(file.outcome().word()));
                file.remarks().stream().limit(RealmText.MOST)
                        .forEach(remark -> page.wrapped("  ", "    ", RealmText.place(remark) + remark.text()));
                page.blank();
            }
        }
    }

    private void conclusion() {
        var read = count(Outcome.READ);
        var partly = count(Outcome.PARTLY);
        var not = count(Outcome.NOT_READ);
        page.line("%d of %d %s read%s%s. As of %s.".formatted(read, report.files().size(),
                report.files().size() == 1 ? "file" : "files", partly == 0 ? "" : ", %d partly".formatted(partly),
                not == 0 ? "" : ", %d not".formatted(not), report.asOf().toString().substring(0, 10)));
    }

    private long count(Outcome outcome) {
        return report.files().stream().map(FileRead::outcome).filter(outcome::equals).count();
    }

    /** Colour only helps whoever sees it: every word stands there too. */
    record Colours(boolean on) {
        private static final String END = "\u001b[0m";

        String severity(Severity severity, String text) {
            var code = List.of("\u001b[1;31m", "\u001b[31m", "\u001b[33m", "\u001b[36m").get(severity.ordinal());
            return on ? code + text + END : text;
        }

        String bad(String text) {
            return on ? "\u001b[1;31m" + text + END : text;
        }

        String heading(String text) {
            return on ? "\u001b[1m" + text + END : text;
        }
    }
}
