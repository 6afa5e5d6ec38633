package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Inert;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.RealmSettings;

/** Turns a realm as its files tell it, by names, into what connectors observe. */
final class Resolution {
    private final RealmDraft realm;
    private final Rights rights;

    Resolution(RealmDraft realm) {
        this.realm = realm;
        this.rights = new Rights(realm);
    }

    /** @param files all that the realm was read from */
    ExportedRealm resolve(List<String> files) {
        var users = new Users(realm, rights);
        var clients = new Clients(realm, users);
        var defaults = defaults();
        circles();
        var contents = new ExportedRealm.Contents(users.accounts(), clients.credentials(), rights.entitlements(),
                rights.containments(), users.memberships(), settings(), clients.exported(), users.pending(), defaults,
                rights.notListed(), users.clearPasswords(), users.hashedPasswords(), realm.finePermissions);
        return new ExportedRealm(Inert.text(String.valueOf(realm.name), 200),
                realm.version == null ? null : Inert.text(realm.version, 50), files, contents,
                new Statements(realm).of(contents), realm.remarks.kept(), realm.remarks.unread(),
                realm.remarks.left());
    }

    private List<EntitlementKey> defaults() {
        var file = realm.file.name();
        var defaults = new LinkedHashSet<EntitlementKey>();
        for (var ref : realm.defaultRoles) {
            defaults.add(rights.role(ref, file, realm.pointer));
        }
        for (var client : realm.clients) {
            for (var ref : client.defaultRoles) {
                defaults.add(rights.role(new Ref(client.clientId, ref.name(), ref.tail()), file, client.pointer));
            }
        }
        for (var ref : realm.defaultGroups) {
            var group = rights.group(ref, file, realm.pointer, Kinds.NONE);
            if (group != null) {
                defaults.add(group);
            }
        }
        return new ArrayList<>(defaults);
    }

    private void circles() {
        var circle = new Circles(rights.containments()).first();
        if (!circle.isEmpty()) {
            var names = rights.entitlements().stream()
                    .collect(Collectors.toMap(Observed.Entitlement::key, Observed.Entitlement::name));
            var words = Stream.concat(circle.stream().limit(6), circle.stream().limit(1))
                    .map(key -> Inert.text(String.valueOf(names.get(key)), 60)).collect(Collectors.joining(" → "));
            realm.remarks.odd(realm.file.name(), realm.pointer + "/roles",
                    "roles contain themselves in a circle of %d: %s".formatted(circle.size(), words));
        }
    }

    /** Where all settings are told, one that is missing was never set, for example a password policy: JSON null. */
    private List<Observed.Setting> settings() {
        var settings = new ArrayList<Observed.Setting>();
        var inFull = SettingsReader.toldInFull(realm);
        for (var key : RealmSettings.KEYS) {
            var value = realm.settings.get(key);
            if (value != null) {
                settings.add(new Observed.Setting(key, value));
            } else if (inFull && !realm.told.contains(key)) {
                settings.add(new Observed.Setting(key, "null"));
            }
        }
        return settings;
    }
}
