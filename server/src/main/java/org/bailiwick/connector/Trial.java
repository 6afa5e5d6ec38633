package org.bailiwick.connector;

import java.util.List;
import java.util.Optional;

/**
 * What trying a connection brought. Nothing of it is kept, and nothing was changed anywhere.
 *
 * @param state {@code ready}, {@code refused} or {@code unreachable}
 * @param findings what is to be put right first, each with the next step; empty when ready
 * @param notes what a ready connection cannot read or do
 * @param connectedAs the connection of the tenant that leads to the same system already
 */
public record Trial(String state, List<String> findings, List<String> notes, Optional<String> connectedAs) {
    public Trial {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    static Trial of(Preflight preflight, Optional<String> connectedAs) {
        var state = Found.of(preflight).state();
        return switch (preflight) {
            case Preflight.Ready ready -> new Trial(state, List.of(), inert(ready.notes()), connectedAs);
            case Preflight.Refused(var findings) -> new Trial(state, inert(findings), List.of(), connectedAs);
            case Preflight.Unreachable(var reason) ->
                new Trial(state, inert(List.of(reason)), List.of(), connectedAs);
        };
    }

    public boolean ready() {
        return state.equals("ready") && connectedAs.isEmpty();
    }

    private static List<String> inert(List<String> texts) {
        return texts.stream().map(Inert::text).toList();
    }
}
