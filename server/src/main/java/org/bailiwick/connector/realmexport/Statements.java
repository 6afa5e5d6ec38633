package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.List;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;

/** Says of each kind whether the export tells all of it, and if not, why. */
final class Statements {
    private static final String NO_USERS = "the export has no `users`: people are left out, or stand in files apart";
    private static final String ONLY_SERVICES = "the export has service accounts and no people: the administration "
            + "console's export leaves them out";
    private static final String NO_ROLES = "the export has no `roles`";
    private static final String NO_GROUPS = "the export has no `groups`";
    private static final String NO_CLIENTS = "the export has no `clients`";
    private static final String SOME_SETTINGS = "the export leaves settings out: it was written by hand, or is a part";
    private static final String DIRECTORY = "a directory stands behind this realm: people of it who never signed in "
            + "are not in the export";

    private final RealmDraft realm;

    Statements(RealmDraft realm) {
        this.realm = realm;
    }

    List<Completeness> of(ExportedRealm.Contents contents) {
        var statements = new ArrayList<Completeness>();
        for (var kind : ObjectKind.values()) {
            var problem = realm.remarks.hidden(kind);
            statements.add(new Completeness(kind, 1, 1, count(kind, contents), null,
                    problem == null ? leftOut(kind, contents) : problem, note(kind)));
        }
        return statements;
    }

    private @Nullable String leftOut(ObjectKind kind, ExportedRealm.Contents contents) {
        return switch (kind) {
            case ACCOUNTS -> accounts(contents);
            case MEMBERSHIPS -> {
                var problem = accounts(contents);
                yield problem == null ? told("groups", NO_GROUPS) : problem;
            }
            case CREDENTIALS -> realm.told.contains("applications") ? null : told("clients", NO_CLIENTS);
            case ENTITLEMENTS, CONTAINMENTS -> {
                var problem = told("roles", NO_ROLES);
                yield problem == null ? told("groups", NO_GROUPS) : problem;
            }
            case SETTINGS -> SettingsReader.toldInFull(realm) ? null : SOME_SETTINGS;
        };
    }

    private @Nullable String accounts(ExportedRealm.Contents contents) {
        if (!realm.told.contains("users")) {
            return NO_USERS;
        }
        if (contents.accounts().stream().allMatch(Observed.Account::service)) {
            return contents.accounts().isEmpty() ? "the export has no people" : ONLY_SERVICES;
        }
        return contents.clients().stream()
                .filter(client -> Boolean.TRUE.equals(client.serviceAccount()) && client.accountId() == null)
                .findFirst().map(client -> "the service account of `%s` is not among the users"
                        .formatted(Inert.text(client.clientId(), 100)))
                .orElse(null);
    }

    private @Nullable String told(String key, String otherwise) {
        return realm.told.contains(key) ? null : otherwise;
    }

    private @Nullable String note(ObjectKind kind) {
        return kind == ObjectKind.ACCOUNTS && realm.directoryBehind ? DIRECTORY : null;
    }

    private static long count(ObjectKind kind, ExportedRealm.Contents contents) {
        return switch (kind) {
            case ACCOUNTS -> contents.accounts().size();
            case CREDENTIALS -> contents.credentials().size();
            case ENTITLEMENTS -> contents.entitlements().size();
            case CONTAINMENTS -> contents.containments().size();
            case MEMBERSHIPS -> contents.memberships().size();
            case SETTINGS -> contents.settings().size();
        };
    }
}
