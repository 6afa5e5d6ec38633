package org.bailiwick.connector.keycloak;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.Representations.Client;
import org.bailiwick.connector.keycloak.Representations.User;
import tools.jackson.databind.JsonNode;

/**
 * Reads people and service accounts. Where the realm locks accounts out, the list that also tells who is locked is read
 * instead of the plain one, so that no account costs a request of its own. The whole representation is asked for,
 * because the brief one leaves out what is still to be done at the first sign-in.
 */
final class ObservedAccounts {
    private static final String PLAIN = "/users?briefRepresentation=false";
    private static final String WITH_LOCKOUT = "/ui-ext/brute-force-user?briefRepresentation=false";

    private final Observation observation;
    private final Reads reads;
    private final boolean lockout;
    private final List<Client> clients;
    private final Set<String> ids = new HashSet<>();
    private final StoredSignIns signIns;
    private final FederatedIdentities federated;

    ObservedAccounts(Observation observation, JsonNode realm, List<Client> clients) {
        this.observation = observation;
        this.reads = observation.reads();
        this.lockout = realm.path("bruteForceProtected").asBoolean(true);
        this.clients = clients;
        this.signIns = new StoredSignIns(observation.reads(), realm);
        this.federated = new FederatedIdentities(observation.reads());
    }

    /** The accounts that were read. */
    Set<String> ids() {
        return ids;
    }

    void observe() throws CallFailedException {
        observation.tally(ObjectKind.CREDENTIALS)
                .note("passwords and second factors of people are not read: Keycloak tells them only user by user");
        observation.attempt(this::signIns, ObjectKind.ACCOUNTS);
        observation.attempt(this::federated, ObjectKind.ACCOUNTS);
        observation.attempt(this::people, ObjectKind.ACCOUNTS);
        for (var client : clients) {
            if (client.hasServiceAccount()) {
                observation.attempt(() -> serviceAccount(client), ObjectKind.ACCOUNTS, ObjectKind.CREDENTIALS);
            }
        }
    }

    private void signIns() throws CallFailedException {
        var reach = signIns.read();
        if (reach.problem() != null) {
            observation.tally(ObjectKind.ACCOUNTS).note(reach.problem());
        }
        observation.reach(reach);
    }

    private void federated() throws CallFailedException {
        federated.read().ifPresent(problem -> observation.tally(ObjectKind.ACCOUNTS).note(problem));
    }

    private void people() throws CallFailedException {
        var tally = observation.tally(ObjectKind.ACCOUNTS);
        var before = reads.count("/users/count");
        var read = new int[1];
        Json.Each<User> each = user -> {
            account(user.account(false, lock(user), signIns.last(user.id()), federated.of(user.id())));
            read[0]++;
        };
        reads.pages(list(tally), User.class, tally, each);
        tally.told(before);
        if (reads.count("/users/count") != before || before != read[0]) {
            tally.problem("%d users were read, %d were there when the reading began: read them again"
                    .formatted(read[0], before));
        }
    }

    private String list(Tally tally) throws CallFailedException {
        if (!lockout) {
            return PLAIN;
        }
        try {
            reads.list(WITH_LOCKOUT + "&first=0&max=1", User.class);
            return WITH_LOCKOUT;
        } catch (CallFailedException failed) {
            if (!failed.answered(404) && !failed.answered(403)) {
                throw failed;
            }
            tally.note("who is locked out is not known: this Keycloak does not list it");
            return PLAIN;
        }
    }

    private LockState lock(User user) {
        return lockout ? LockState.of(user, user.bruteForceStatus()) : LockState.withoutProtection(user);
    }

    private void serviceAccount(Client client) throws CallFailedException {
        var tally = observation.tally(ObjectKind.ACCOUNTS);
        tally.asked();
        var user = reads.object("/clients/" + Segment.of(Json.need(client.id(), "id")) + "/service-account-user",
                User.class);
        tally.read();
        tally.told(1);
        account(user.account(true, LockState.of(user, null), signIns.last(user.id()), List.of()));
        for (var credential : ClientCredentials.of(client, Json.need(user.id(), "id"))) {
            observation.observed(ObjectKind.CREDENTIALS, credential);
        }
    }

    private void account(Observed.Account account) {
        ids.add(account.id());
        observation.observed(ObjectKind.ACCOUNTS, account);
    }
}
