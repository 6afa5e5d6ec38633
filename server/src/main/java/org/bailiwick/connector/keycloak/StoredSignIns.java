package org.bailiwick.connector.keycloak;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When accounts last signed in, from the events a realm stores, newest first. Nothing older than the oldest event that
 * was read is known: a realm that stores none, or hides them, says nothing about anybody.
 */
final class StoredSignIns {
    private static final String LIST = "/events?type=LOGIN&type=CLIENT_LOGIN";
    private static final List<String> TYPES = List.of("LOGIN", "CLIENT_LOGIN");
    /** A reading may not drown in the sign-ins of a large realm: what is older stays not known. */
    private static final int MOST_PAGES = 500;

    private final Reads reads;
    private final JsonNode realm;
    private final Map<String, Instant> last = new HashMap<>();

    StoredSignIns(Reads reads, JsonNode realm) {
        this.reads = reads;
        this.realm = realm;
    }

    @Nullable
    Instant last(@Nullable String account) {
        return account == null ? null : last.get(account);
    }

    Observed.SignIns read() throws CallFailedException {
        if (!stored()) {
            return notKnown("last sign-ins are not known: the realm does not store login events; "
                    + "turn on `Save events` for LOGIN and CLIENT_LOGIN");
        }
        try {
            return pages();
        } catch (CallFailedException failed) {
            if (failed.answered(403)) {
                return notKnown("last sign-ins are not known: give the client the role `view-events`");
            }
            if (failed.unreachable()) {
                throw failed;
            }
            return notKnown("last sign-ins are not known: " + failed.text());
        }
    }

    /** No list of types means that Keycloak stores all of them. */
    private boolean stored() {
        var types = realm.path("enabledEventTypes").valueStream().map(type -> type.asString("")).toList();
        return realm.path("eventsEnabled").asBoolean(false) && (types.isEmpty() || types.containsAll(TYPES));
    }

    private Observed.SignIns pages() throws CallFailedException {
        Instant oldest = null;
        int size = reads.limits().pageSize();
        for (var page = 0; page < MOST_PAGES; page++) {
            var events = reads.list(LIST + "&first=" + page * size + "&max=" + size, Event.class);
            for (var event : events) {
                var at = Instant.ofEpochMilli(time(event));
                // While we read, new sign-ins push older ones down: some come twice, none is missed.
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
                if (event.userId() != null) {
                    last.merge(event.userId(), at, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
            if (events.size() < size) {
                return oldest == null
                        ? notKnown("last sign-ins are not known: the realm has stored no login yet")
                        : new Observed.SignIns(oldest, null);
            }
        }
        return new Observed.SignIns(oldest, "sign-ins before %s were not read: there are too many".formatted(oldest));
    }

    private Observed.SignIns notKnown(String why) {
        last.clear();
        return new Observed.SignIns(null, why);
    }

    private static long time(Event event) throws CallFailedException {
        if (event.time() == null) {
            throw new CallFailedException(new CallFailedException.Unreadable("an event has no `time`"));
        }
        return event.time();
    }
}
