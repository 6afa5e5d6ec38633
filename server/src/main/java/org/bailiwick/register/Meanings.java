package org.bailiwick.register;

import org.springframework.stereotype.Component;

/** What an entitlement means; until a catalogue says so, nothing is known, which is never harmless. */
@Component
final class Meanings {
    record Meaning(String tier, boolean selfRaising) {}

    Meaning of(String system, String kind, String name) {
        return new Meaning("not known", false);
    }
}
