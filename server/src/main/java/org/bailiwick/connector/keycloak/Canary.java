package org.bailiwick.connector.keycloak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bailiwick.connector.ConnectionDetails;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Preflight;
import org.bailiwick.connector.keycloak.CallFailedException.Answered;
import org.bailiwick.connector.keycloak.Representations.Client;
import org.bailiwick.connector.keycloak.Representations.Group;
import org.bailiwick.connector.keycloak.Representations.Role;
import org.bailiwick.connector.keycloak.Representations.User;

/**
 * Finds by trying what the client may do. Keycloak answers a list with 200 and nothing in it to those who may not read
 * it; so we look for what must be there, namely our own client and its service account, through the same lists.
 */
final class Canary {
    private final ConnectionDetails details;
    private final KeycloakHttp http;
    private final Reads reads;
    private final List<String> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Canary(ConnectionDetails details, KeycloakHttp http, Reads reads) {
        this.details = details;
        this.http = http;
        this.reads = reads;
    }

    Preflight sing() {
        try {
            http.signIn();
        } catch (CallFailedException failed) {
            return failed.unreachable()
                    ? new Preflight.Unreachable(failed.text())
                    : new Preflight.Refused(List.of(signInFinding(failed)));
        }
        try {
            var key = realm();
            users();
            clients();
            missing("view-realm", () -> reads.list("/roles?first=0&max=1", Role.class));
            groups();
            return findings.isEmpty()
                    ? new Preflight.Ready(key, List.copyOf(notes))
                    : new Preflight.Refused(findings.stream().distinct().toList());
        } catch (CallFailedException failed) {
            return failed.unreachable()
                    ? new Preflight.Unreachable(failed.text())
                    : new Preflight.Refused(List.of(failed.text()));
        }
    }

    private String signInFinding(CallFailedException failed) {
        var client = Realms.clientId(details);
        if (!(failed.failure() instanceof Answered(var status, var error, var request, var retryAfter))) {
            return "something answers at `%s`, but it is not a Keycloak: give the address that ends before `/realms`"
                    .formatted(details.address());
        }
        if (status == 404) {
            return error.contains("Realm does not exist")
                    ? "there is no realm `%s` at `%s`: check its name, it is case-sensitive"
                            .formatted(Realms.name(details), details.address())
                    : "something answers at `%s`, but it is not a Keycloak: give the address that ends before `/realms`"
                            .formatted(details.address());
        }
        if (error.contains("not enabled to retrieve service account")) {
            return "the client `%s` has no service account: turn on `Service account roles` in its settings"
                    .formatted(client);
        }
        if (status == 400 || status == 401) {
            return "the realm refuses the client `%s`: check its id, and copy its secret anew from its credentials"
                    .formatted(client);
        }
        return failed.text();
    }

    private String realm() throws CallFailedException {
        var key = new String[]{""};
        missing("view-realm", () -> {
            var realm = reads.realm();
            Realms.pinned(realm, details).ifPresent(findings::add);
            key[0] = realm.path("id").asString("");
        });
        return key[0];
    }

    private void users() throws CallFailedException {
        // Keycloak names the service account after its client, in lower case.
        var own = "service-account-" + Realms.clientId(details).toLowerCase(Locale.ROOT);
        missing("view-users", () -> {
            var found = reads.list("/users?exact=true&first=0&max=2&username=" + Segment.of(own), User.class).stream()
                    .filter(user -> own.equals(user.username())).findFirst();
            if (found.isEmpty()) {
                hidden("users", "view-users");
            } else if (found.get().access() == null || !Boolean.TRUE.equals(found.get().access().manage())) {
                notes.add("nothing can be changed over this connection: give %s to let decisions be carried out"
                        .formatted(Realms.permission(details, "manage-users")));
            }
        });
        missing("view-users", () -> {
            var listed = reads.list("/users?briefRepresentation=true&first=0&max=2", User.class).size();
            if (listed == 0 && reads.count("/users/count") > 0) {
                hidden("users", "view-users");
            }
        });
    }

    private void clients() throws CallFailedException {
        var own = Realms.clientId(details);
        missing("view-clients", () -> {
            if (reads.list("/clients?clientId=" + Segment.of(own), Client.class).stream()
                    .noneMatch(client -> own.equals(client.clientId()))) {
                hidden("clients", "view-clients");
            }
        });
    }

    private void groups() throws CallFailedException {
        missing("view-users", () -> {
            if (reads.list("/groups?first=0&max=2", Group.class).isEmpty() && reads.count("/groups/count") > 0) {
                hidden("groups", "view-users");
            }
        });
    }

    private void hidden(String what, String role) {
        findings.add("the list of %s comes back without what must be in it, so it is hidden from us: give %s"
                .formatted(what, Realms.permission(details, role)));
    }

    private interface Attempt {
        void run() throws CallFailedException;
    }

    private void missing(String role, Attempt attempt) throws CallFailedException {
        try {
            attempt.run();
        } catch (CallFailedException failed) {
            if (failed.answered(403)) {
                findings.add("a permission is missing: give " + Inert.text(Realms.permission(details, role)));
            } else if (failed.unreachable()) {
                throw failed;
            } else {
                findings.add(failed.text());
            }
        }
    }
}
