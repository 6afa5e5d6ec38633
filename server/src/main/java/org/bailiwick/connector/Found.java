package org.bailiwick.connector;

import java.util.Optional;

/** What a try of a connection brought, as it is kept with the connection. */
record Found(String state, Optional<String> problem, Optional<String> externalKey) {
    private static final int LONGEST = 4_000;

    static Found of(Preflight preflight) {
        return switch (preflight) {
            case Preflight.Ready(var key, var notes) -> new Found("ready", Optional.empty(), Optional.of(key));
            case Preflight.Refused(var findings) ->
                new Found("refused", Optional.of(Inert.text(String.join("; ", findings), LONGEST)), Optional.empty());
            case Preflight.Unreachable(var reason) ->
                new Found("unreachable", Optional.of(Inert.text(reason, LONGEST)), Optional.empty());
        };
    }

    boolean ready() {
        return state.equals("ready");
    }
}
