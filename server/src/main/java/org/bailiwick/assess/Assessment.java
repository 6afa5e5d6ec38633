package org.bailiwick.assess;

import java.util.List;
import java.util.Optional;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.realmexport.ExportedClient;
import org.bailiwick.connector.realmexport.ExportedRealm;

/** What is to be said of one realm. Holders and findings stand worst first. */
record Assessment(ExportedRealm realm, List<Holder> holders, List<Access.Giver> givers, List<Service> services,
        List<Finding> findings, List<NotKnown> notKnown) {
    Assessment {
        holders = List.copyOf(holders);
        givers = List.copyOf(givers);
        services = List.copyOf(services);
        findings = List.copyOf(findings);
        notKnown = List.copyOf(notKnown);
    }

    /** An account that effectively holds privileged rights. */
    record Holder(Observed.Account account, Privileges privileges) {}

    /**
     * A client that signs in for itself.
     *
     * @param account empty where the export does not have it: what it reaches is not known
     * @param direct the rights it holds directly
     */
    record Service(ExportedClient client, Optional<Observed.Account> account, List<String> direct,
            Privileges privileges) {}

    long people() {
        return realm.contents().accounts().stream().filter(account -> !account.service()).count();
    }

    long serviceAccounts() {
        return realm.contents().accounts().stream().filter(Observed.Account::service).count();
    }

    long holders(Severity tier) {
        return holders.stream().filter(holder -> holder.privileges().tier().equals(Optional.of(tier))).count();
    }

    long findings(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).count();
    }

    /** Subjects that a rule could not judge, as far as they can be counted. */
    long notKnownCount() {
        return notKnown.stream().mapToLong(part -> part.count() == null ? 0 : part.count()).sum();
    }

    boolean uncounted() {
        return notKnown.stream().anyMatch(part -> part.count() == null);
    }

    boolean complete(ObjectKind kind) {
        return realm.completeness().stream().filter(statement -> statement.kind() == kind)
                .allMatch(Completeness::complete);
    }
}
