package org.bailiwick.connector.keycloak;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bailiwick.connector.Alteration;
import org.bailiwick.connector.Connector.Expected;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Receipt;
import org.bailiwick.connector.keycloak.CallFailedException.Answered;
import org.bailiwick.connector.keycloak.CallFailedException.NoAnswer;
import org.bailiwick.connector.keycloak.CallFailedException.NotConnected;
import org.bailiwick.connector.keycloak.CallFailedException.Unreadable;
import org.bailiwick.connector.keycloak.Representations.BruteForce;
import org.bailiwick.connector.keycloak.Representations.User;
import org.jspecify.annotations.Nullable;

/** Sends one alteration. All that can fail by reading fails before anything is sent. */
final class Writing {
    private static final Duration RETRY_UNTOLD = Duration.ofSeconds(5);

    private final KeycloakHttp http;
    private final Reads reads;

    Writing(KeycloakHttp http, Reads reads) {
        this.http = http;
        this.reads = reads;
    }

    /**
     * @param asPlanned whether the state before is the one that was planned for
     * @param found the state before, in words
     */
    private record Call(String method, String path, @Nullable String body, boolean asPlanned, String found) {}

    Receipt apply(Alteration alteration, Expected expected) {
        try {
            var user = reads.user(alteration.accountId());
            if (user.isEmpty()) {
                return new Receipt.NotAsExpected("the account is gone");
            }
            var call = call(alteration, user.get());
            if (call.isEmpty()) {
                return new Receipt.NotAsExpected("the role or group is gone");
            }
            if (expected == Expected.AS_PLANNED && !call.get().asPlanned()) {
                return new Receipt.NotAsExpected(call.get().found());
            }
            return send(call.get());
        } catch (CallFailedException failed) {
            return notSent(failed);
        }
    }

    private Optional<Call> call(Alteration alteration, User user) throws CallFailedException {
        return switch (alteration) {
            case Alteration.RemoveMembership(var account, var key) -> membership(account, key, false);
            case Alteration.AddMembership(var account, var key) -> membership(account, key, true);
            case Alteration.Disable disable -> Optional.of(enabled(user, disable.accountId(), false));
            case Alteration.Enable enable -> Optional.of(enabled(user, enable.accountId(), true));
            case Alteration.Unlock unlock -> Optional.of(unlocked(user, unlock.accountId()));
        };
    }

    private Optional<Call> membership(String account, EntitlementKey key, boolean wanted) throws CallFailedException {
        var user = "/users/" + Segment.of(account);
        if (key.kind().equals(EntitlementKey.GROUP)) {
            if (reads.group(key.id()).isEmpty()) {
                return Optional.empty();
            }
            var member = reads.names(user + "/groups?briefRepresentation=true", key.id());
            return Optional.of(new Call(wanted ? "PUT" : "DELETE", user + "/groups/" + Segment.of(key.id()), null,
                    member != wanted, held(member)));
        }
        var role = reads.role(key.id());
        if (role.isEmpty()) {
            return Optional.empty();
        }
        var held = reads.mapped(user).stream().anyMatch(mapped -> key.id().equals(mapped.id()));
        var body = http.json().write(List.of(Map.of("id", key.id(), "name", Json.need(role.get().name(), "name"))));
        return Optional.of(new Call(wanted ? "POST" : "DELETE", user + RolePlace.of(role.get()).mappings(), body,
                held != wanted, held(held)));
    }

    private Call enabled(User user, String account, boolean wanted) {
        var is = user.enabled();
        return new Call("PUT", "/users/" + Segment.of(account), http.json().write(Map.of("enabled", wanted)),
                is != null && is != wanted, "the account is " + (Boolean.TRUE.equals(is) ? "enabled" : "disabled"));
    }

    /** A permanent lockout is a disabled account: only enabling it ends it, and empties the counters too. */
    private Call unlocked(User user, String account) throws CallFailedException {
        if (user.lockedForGood()) {
            return enabled(user, account, true);
        }
        var path = "/attack-detection/brute-force/users/" + Segment.of(account);
        var locked = Boolean.TRUE.equals(reads.object(path, BruteForce.class).disabled());
        return new Call("DELETE", path, null, locked, "the account is not locked");
    }

    private static String held(boolean held) {
        return held ? "the account holds it directly" : "the account does not hold it directly";
    }

    private Receipt send(Call call) {
        try {
            return new Receipt.Accepted("%s was answered with %d".formatted(call.method(),
                    http.write(call.method(), call.path(), call.body())));
        } catch (CallFailedException failed) {
            return switch (failed.failure()) {
                case NotConnected none -> new Receipt.Unreachable(none.text());
                case NoAnswer lost -> new Receipt.Unknown(lost.text());
                case Unreadable cut -> new Receipt.Unknown(cut.text());
                case Answered answered -> answered(answered);
            };
        }
    }

    /** A server's own failure does not tell whether the effect is there. */
    private static Receipt answered(Answered answer) {
        if (answer.status() == 429) {
            return new Receipt.Throttled(answer.retryAfter().orElse(RETRY_UNTOLD));
        }
        return answer.status() >= 500 ? new Receipt.Unknown(answer.text()) : new Receipt.Refused(answer.text());
    }

    static Receipt notSent(CallFailedException failed) {
        return switch (failed.failure()) {
            case Answered answered when answered.status() == 429 -> new Receipt.Throttled(
                    answered.retryAfter().orElse(RETRY_UNTOLD));
            case Answered answered when answered.status() < 500 -> new Receipt.Refused(answered.text());
            case NotConnected none -> new Receipt.Unreachable(none.text());
            case NoAnswer none -> new Receipt.Unreachable(none.text());
            case Answered answered -> new Receipt.Unreachable(answered.text());
            case Unreadable unreadable -> new Receipt.Unreachable(unreadable.text());
        };
    }
}
