package org.bailiwick.assess;

import java.time.Instant;
import java.util.List;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.connector.realmexport.FileRead;
import org.bailiwick.connector.realmexport.FileRead.Outcome;

/** Everything that one run has to say. */
record Report(Instant asOf, List<FileRead> files, List<Assessment> realms) {
    Report {
        files = List.copyOf(files);
        realms = List.copyOf(realms);
    }

    boolean everythingRead() {
        return files.stream().allMatch(file -> file.outcome() == Outcome.READ);
    }

    boolean nothingRead() {
        return realms.isEmpty();
    }

    boolean found(Severity atLeast) {
        return realms.stream().flatMap(realm -> realm.findings().stream())
                .anyMatch(finding -> finding.severity().atLeast(atLeast));
    }
}
