package org.bailiwick.register;

import org.bailiwick.catalogue.Catalogue;
import org.springframework.stereotype.Component;

/** What the register keeps of an entitlement's meaning. */
@Component
final class Meanings {
    private final Catalogue catalogue;

    Meanings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Meaning(String tier, boolean selfRaising) {}

    Meaning of(String system, String kind, String name) {
        var meaning = catalogue.meaning(system, kind, name);
        return new Meaning(meaning.tier(), meaning.selfRaising());
    }
}
