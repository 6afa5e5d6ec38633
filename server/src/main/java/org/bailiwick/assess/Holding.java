package org.bailiwick.assess;

import java.util.List;
import java.util.stream.Collectors;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.catalogue.Catalogue.Meaning;
import org.bailiwick.connector.Observed.Entitlement;

/**
 * A privileged right that somebody effectively holds.
 *
 * @param path from what is held directly to the right itself
 */
record Holding(Entitlement right, Severity tier, Meaning meaning, List<Entitlement> path) {
    Holding {
        path = List.copyOf(path);
    }

    boolean direct() {
        return path.size() == 1;
    }

    String pathInWords() {
        return path.stream().map(Entitlement::name).collect(Collectors.joining(" → "));
    }
}
