package org.bailiwick.assess;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed.Entitlement;
import org.bailiwick.connector.realmexport.FileRead;
import org.bailiwick.connector.realmexport.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The report for programs; its form is {@code /assess/assessment.schema.json}. */
record JsonReport(Report report) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String text() {
        return JSON.writeValueAsString(object("format", "bailiwick-assessment/1", "asOf", report.asOf().toString(),
                "files", report.files().stream().map(JsonReport::file).toList(), "realms",
                report.realms().stream().map(JsonReport::realm).toList())) + "\n";
    }

    private static Map<String, @Nullable Object> file(FileRead file) {
        return object("file", file.name(), "outcome", file.outcome().word(), "realms", file.realms(), "remarks",
                file.remarks().stream().map(JsonReport::remark).toList());
    }

    private static Map<String, @Nullable Object> realm(Assessment realm) {
        var read = realm.realm();
        return object("realm", read.name(), "keycloakVersion", read.version(), "files", read.files(), "figures",
                figures(realm), "completeness", read.completeness().stream().map(JsonReport::completeness).toList(),
                "findings", realm.findings().stream().map(JsonReport::finding).toList(), "privileged",
                realm.holders().stream().map(JsonReport::holder).toList(), "givesPrivilege",
                realm.givers().stream().map(JsonReport::giver).toList(), "serviceAccounts",
                realm.services().stream().map(JsonReport::service).toList(), "notKnown",
                realm.notKnown().stream()
                        .map(part -> object("rule", part.rule(), "count", part.count(), "why", part.why()))
                        .toList(),
                "unread", remarks(read.remarks(), true), "unreadTotal", read.unread(), "notes",
                remarks(read.remarks(), false));
    }

    private static Map<String, @Nullable Object> figures(Assessment realm) {
        return object("people", realm.people(), "peopleComplete", peopleComplete(realm), "serviceAccounts",
                realm.serviceAccounts(), "clients", realm.realm().contents().clients().size(), "privileged",
                object("critical", realm.holders(Severity.CRITICAL), "high", realm.holders(Severity.HIGH)), "findings",
                object("critical", realm.findings(Severity.CRITICAL), "high", realm.findings(Severity.HIGH), "moderate",
                        realm.findings(Severity.MODERATE), "low", realm.findings(Severity.LOW)),
                "notKnown", realm.notKnownCount(), "notKnownUncounted", realm.uncounted());
    }

    static boolean peopleComplete(Assessment realm) {
        return realm.realm().completeness().stream().filter(statement -> statement.kind() == ObjectKind.ACCOUNTS)
                .allMatch(statement -> statement.complete() && statement.note() == null);
    }

    private static Map<String, @Nullable Object> completeness(Completeness statement) {
        return object("kind", statement.kind().name().toLowerCase(Locale.ROOT), "complete", statement.complete(),
                "read", statement.itemsRead(), "problem", statement.problem(), "note", statement.note());
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        return object("rule", finding.rule(), "severity", finding.severity().word(), "subject",
                object("kind", finding.subjectKind(), "name", finding.subject()), "title", finding.title(), "reasons",
                finding.reasons(), "path", path(finding.path()));
    }

    private static Map<String, @Nullable Object> holder(Assessment.Holder holder) {
        var account = holder.account();
        return object("account", account.username(), "service", account.service(), "enabled", account.enabled(),
                "tier", holder.privileges().tier().map(Severity::word).orElse(null), "selfRaising",
                holder.privileges().selfRaising(), "rights", rights(holder.privileges()), "more",
                holder.privileges().more());
    }

    private static Map<String, @Nullable Object> giver(Access.Giver giver) {
        return object("kind", giver.right().key().kind(), "name", giver.right().name(), "tier",
                giver.privileges().tier().map(Severity::word).orElse(null), "selfRaising",
                giver.privileges().selfRaising(), "rights", rights(giver.privileges()), "more",
                giver.privileges().more());
    }

    private static Map<String, @Nullable Object> service(Assessment.Service service) {
        var client = service.client();
        return object("client", client.clientId(), "enabled", client.enabled(), "accountRead",
                service.account().isPresent(), "credential", client.credential(), "credentialCreatedAt",
                time(client.credentialCreated()), "credentialExpiresAt", time(client.credentialExpires()), "direct",
                service.direct(), "rights", rights(service.privileges()));
    }

    private static List<Object> rights(Privileges privileges) {
        var rights = new ArrayList<Object>();
        for (var holding : privileges.top()) {
            rights.add(object("right", holding.right().name(), "tier", holding.tier().word(), "selfRaising",
                    holding.meaning().selfRaising(), "reason", holding.meaning().reason(), "source",
                    holding.meaning().source(), "path", path(holding.path())));
        }
        return rights;
    }

    private static List<Map<String, @Nullable Object>> path(List<Entitlement> path) {
        return path.stream().map(step -> object("kind", step.key().kind(), "name", step.name())).toList();
    }

    private static List<Map<String, @Nullable Object>> remarks(List<Remark> remarks, boolean unread) {
        return remarks.stream().filter(remark -> remark.unread() == unread).map(JsonReport::remark).toList();
    }

    private static Map<String, @Nullable Object> remark(Remark remark) {
        return object("file", remark.file(), "pointer", remark.pointer(), "problem", remark.text(), "hides",
                remark.hides().stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).sorted().toList());
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... parts) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int next = 0; next < parts.length; next += 2) {
            object.put(String.valueOf(parts[next]), parts[next + 1]);
        }
        return object;
    }
}
