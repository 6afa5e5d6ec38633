package org.bailiwick.connector.realmexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import org.jspecify.annotations.Nullable;

/** The accounts of a realm and what each holds directly. */
final class Users {
    private static final String SERVICE = "service-account-";

    private final RealmDraft realm;
    private final Rights rights;
    private final Remarks remarks;
    private final Set<String> serviceNames = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, String> idsByName = new HashMap<>();
    private final List<Observed.Account> accounts = new ArrayList<>();
    private final List<Observed.Membership> memberships = new ArrayList<>();
    private final Map<String, List<String>> pending = new LinkedHashMap<>();
    private final Set<String> clearPasswords = new LinkedHashSet<>();
    private long hashedPasswords;

    Users(RealmDraft realm, Rights rights) {
        this.realm = realm;
        this.rights = rights;
        this.remarks = realm.remarks;
        for (var client : realm.clients) {
            if (Boolean.TRUE.equals(client.serviceAccount)) {
                serviceNames.add(serviceName(String.valueOf(client.clientId)));
            }
        }
        realm.users.forEach(this::take);
        realm.federatedUsers.forEach(this::takeFederated);
    }

    List<Observed.Account> accounts() {
        return List.copyOf(accounts);
    }

    List<Observed.Membership> memberships() {
        return List.copyOf(memberships);
    }

    Map<String, List<String>> pending() {
        return pending;
    }

    Set<String> clearPasswords() {
        return clearPasswords;
    }

    long hashedPasswords() {
        return hashedPasswords;
    }

    /** The account of a client; null where the file does not have it. */
    @Nullable
    String serviceAccount(String clientId) {
        return idsByName.get(serviceName(clientId));
    }

    private static String serviceName(String clientId) {
        return SERVICE + clientId.toLowerCase(Locale.ROOT);
    }

    private void take(UserDraft user) {
        if (user.username == null) {
            remarks.unread(user.file, user.pointer, "is a user without a `username`", Kinds.USERS);
            return;
        }
        var name = user.username.toLowerCase(Locale.ROOT);
        var service = user.serviceClient != null || serviceNames.contains(name)
                || !realm.told.contains("clients") && name.startsWith(SERVICE);
        add(user, user.username, service);
    }

    /** Somebody of a directory behind the realm: the export has their rights and not their name. */
    private void takeFederated(UserDraft user) {
        if (user.id == null) {
            remarks.unread(user.file, user.pointer, "is a federated user without an `id`", Kinds.USERS);
            return;
        }
        add(user, user.username == null ? "federated " + user.id : user.username, false);
    }

    private void add(UserDraft user, String username, boolean service) {
        var lower = username.toLowerCase(Locale.ROOT);
        if (idsByName.containsKey(lower)) {
            remarks.unread(user.file, user.pointer, "is a second user named `%s`: the first one was taken"
                    .formatted(Inert.text(username, 200)), Kinds.USERS);
            return;
        }
        var id = user.id == null ? "name:" + lower : user.id;
        if (!ids.add(id)) {
            remarks.unread(user.file, user.pointer, "has the id of another user, `%s`: it is told apart by its name"
                    .formatted(Inert.text(id, 80)), Kinds.ACCOUNT);
            id = "name:" + lower;
            ids.add(id);
        }
        idsByName.put(lower, id);
        if (user.serviceClient != null) {
            idsByName.putIfAbsent(serviceName(user.serviceClient), id);
        }
        boolean forGood = Boolean.FALSE.equals(user.enabled) && user.lockedForGood;
        accounts.add(new Observed.Account(id, Inert.text(username), displayName(user, username),
                user.email == null ? null : Inert.text(user.email), user.emailVerified, service, user.enabled,
                forGood ? true : null,
                user.created == null || user.created <= 0 ? null : Instant.ofEpochMilli(user.created), null, null,
                Observed.Origin.NOT_KNOWN,
                forGood ? new Observed.Lockout(null, null, true) : Observed.Lockout.NOT_KNOWN));
        if (!user.pending.isEmpty()) {
            pending.put(id, user.pending);
        }
        if (user.clearPassword) {
            clearPasswords.add(id);
        }
        hashedPasswords += user.hashedPassword ? 1 : 0;
        memberships(user, id);
    }

    private void memberships(UserDraft user, String id) {
        var held = new LinkedHashSet<EntitlementKey>();
        for (var refs : List.of(user.realmRoles, user.clientRoles)) {
            for (var ref : refs) {
                held.add(rights.role(ref, user.file, user.pointer));
            }
        }
        for (var ref : user.groups) {
            var group = rights.group(ref, user.file, user.pointer, Kinds.MEMBERSHIP);
            if (group != null) {
                held.add(group);
            }
        }
        held.forEach(key -> memberships.add(new Observed.Membership(id, key)));
    }

    private static String displayName(UserDraft user, String username) {
        var name = ((user.firstName == null ? "" : user.firstName) + " "
                + (user.lastName == null ? "" : user.lastName)).strip();
        return Inert.text(name.isEmpty() ? username : name);
    }
}
