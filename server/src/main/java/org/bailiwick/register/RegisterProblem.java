package org.bailiwick.register;

import java.util.List;
import java.util.UUID;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** Why a system is not read. */
sealed interface RegisterProblem {
    record NothingConnected() implements RegisterProblem {}

    record NoSuchConnection(UUID connection) implements RegisterProblem {}

    record Disconnected(String name) implements RegisterProblem {}

    record SeveralConnections(List<UUID> connections) implements RegisterProblem {
        public SeveralConnections {
            connections = List.copyOf(connections);
        }
    }

    default RefusedException refused() {
        return new RefusedException(switch (this) {
            case NothingConnected() -> Refusal.of(HttpStatus.CONFLICT, "nothing-connected", "no system is connected",
                    "connect a system of the tenant first, then have it read");
            case NoSuchConnection(var connection) -> Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "no-such-connection",
                    "no such connection",
                    "the tenant has no connection `%s`; its connections are listed under `/connections`"
                            .formatted(connection));
            case Disconnected(var name) -> Refusal.of(HttpStatus.CONFLICT, "not-connected-any-longer",
                    "the system is disconnected",
                    "`%s` was disconnected and is not read; connect it again first".formatted(name));
            case SeveralConnections(var connections) -> new Refusal(HttpStatus.CONFLICT, "several-connections",
                    "which connection", "the tenant has several connections; name one in `connection`",
                    java.util.Map.of("connections", connections));
        });
    }
}
