package org.bailiwick.connector.keycloak;

import java.util.EnumMap;
import java.util.Map;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.ObservationSink;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.CallFailedException.NotConnected;
import org.bailiwick.connector.keycloak.CallFailedException.Unreadable;
import tools.jackson.databind.JsonNode;

/**
 * One reading of a whole realm, and what is known about how complete it is. A part that fails makes its kinds
 * incomplete and lets the other parts go on; where nobody answers any more, the reading ends.
 */
final class Observation {
    private final ConnectionDetails details;
    private final Reads reads;
    private final ObservationSink sink;
    private final Map<ObjectKind, Tally> tallies = new EnumMap<>(ObjectKind.class);

    Observation(ConnectionDetails details, Reads reads, ObservationSink sink) {
        this.details = details;
        this.reads = reads;
        this.sink = sink;
    }

    interface Part {
        void read() throws CallFailedException;
    }

    void run() {
        try {
            var realm = realm();
            var roles = new ObservedRoles(this);
            roles.observe();
            var accounts = new ObservedAccounts(this, realm, roles.clients());
            accounts.observe();
            new ObservedMembers(this, roles.listed(), accounts.ids()).observe();
        } catch (CallFailedException ended) {
            for (var kind : ObjectKind.values()) {
                tally(kind).problem(ended.text());
            }
        }
        for (var kind : ObjectKind.values()) {
            sink.ended(tally(kind).completeness());
        }
    }

    Reads reads() {
        return reads;
    }

    Tally tally(ObjectKind kind) {
        return tallies.computeIfAbsent(kind, Tally::new);
    }

    void observed(ObjectKind kind, Observed object) {
        tally(kind).item();
        sink.observed(object);
    }

    /** Says how far the sign-ins reach that come with the accounts. */
    void reach(Observed.SignIns reach) {
        sink.observed(reach);
    }

    /** A failure in this part makes these kinds incomplete. */
    void attempt(Part part, ObjectKind... kinds) throws CallFailedException {
        try {
            part.read();
        } catch (CallFailedException failed) {
            if (failed.failure() instanceof NotConnected) {
                throw failed;
            }
            for (var kind : kinds) {
                tally(kind).problem(failed.text());
            }
        }
    }

    private JsonNode realm() throws CallFailedException {
        var tally = tally(ObjectKind.SETTINGS);
        tally.asked();
        var realm = reads.realm();
        var pinned = Realms.pinned(realm, details);
        if (pinned.isPresent()) {
            throw new CallFailedException(new Unreadable(pinned.get()));
        }
        tally.read();
        RealmSettings.observe(realm, setting -> observed(ObjectKind.SETTINGS, setting));
        return realm;
    }
}
