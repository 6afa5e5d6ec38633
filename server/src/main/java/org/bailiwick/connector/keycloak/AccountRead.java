package org.bailiwick.connector.keycloak;

import java.util.List;
import java.util.Objects;
import org.bailiwick.connector.Reading;
import org.bailiwick.connector.keycloak.Representations.BruteForce;
import org.bailiwick.connector.keycloak.Representations.User;

/** Reads one account from two sides: by its id, and in the list that finds it by its name. */
final class AccountRead {
    private static final String SERVICE = "service-account-";

    private final Reads reads;
    private final List<Reading.Request> requests;

    AccountRead(Reads reads, List<Reading.Request> requests) {
        this.reads = reads;
        this.requests = requests;
    }

    Reading read(User user) throws CallFailedException {
        var id = Json.need(user.id(), "id");
        var username = Json.need(user.username(), "username");
        var listed = reads.list("/users?exact=true&first=0&max=2&username=" + Segment.of(username), User.class).stream()
                .filter(other -> id.equals(other.id())).findFirst();
        if (listed.isEmpty() || !Objects.equals(listed.get().enabled(), user.enabled())) {
            return new Reading.Incomplete(
                    "the reads contradict each other: the account read by its id is not as in the list; read it again",
                    List.copyOf(requests));
        }
        var counters = reads.object("/attack-detection/brute-force/users/" + Segment.of(id), BruteForce.class);
        return new Reading.AccountFound(
                user.account(username.startsWith(SERVICE), LockState.of(user, counters), null, null),
                List.copyOf(requests));
    }
}
