package org.bailiwick.demo;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rules as JSON, an array of objects: {@code fault} (one of {@code lieOnWrites}, {@code emptyLists},
 * {@code halfBody}, {@code reset}, {@code dropAfterForward}, {@code status}, {@code latency}, {@code down}), and where it
 * makes sense {@code method}, {@code path}, {@code times}, {@code status}, {@code retryAfterSeconds},
 * {@code latencyMillis}.
 */
final class FaultRules {
    private static final JsonMapper JSON = JsonMapper.shared();

    private FaultRules() {}

    static List<FaultRule> parse(byte[] body) {
        return List.of(JSON.readValue(body, Line[].class)).stream().map(Line::rule).toList();
    }

    private record Line(@Nullable String fault, @Nullable String method, @Nullable String path,
            @Nullable Integer times, @Nullable Integer status, @Nullable Integer retryAfterSeconds,
            @Nullable Integer latencyMillis) {
        FaultRule rule() {
            var everything = "down".equals(fault);
            return new FaultRule(parsed(), method == null ? "" : method,
                    path != null ? path : everything ? "" : "/admin/",
                    new AtomicInteger(times == null ? Integer.MAX_VALUE : times));
        }

        private Fault parsed() {
            return switch (String.valueOf(fault)) {
                case "lieOnWrites" -> new Fault.LieOnWrites(status == null ? 204 : status);
                case "emptyLists" -> new Fault.EmptyLists();
                case "halfBody" -> new Fault.HalfBody();
                case "reset", "down" -> new Fault.Reset();
                case "dropAfterForward" -> new Fault.DropAfterForward();
                case "status" -> new Fault.Status(status == null ? 503 : status,
                        retryAfterSeconds == null ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds));
                case "latency" -> new Fault.Latency(Duration.ofMillis(latencyMillis == null ? 1_000 : latencyMillis));
                default -> throw new IllegalArgumentException("there is no fault `%s`: use lieOnWrites, emptyLists,"
                        .formatted(fault) + " halfBody, reset, dropAfterForward, status, latency or down");
            };
        }
    }
}
