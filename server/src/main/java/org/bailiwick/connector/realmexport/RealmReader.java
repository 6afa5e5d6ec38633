package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.LinkedHashSet;

/** Reads one realm of a document, its parts in whichever order they stand. */
final class RealmReader {
    private final Cursor cursor;
    private final Refs refs;
    private final RealmDraft realm;

    RealmReader(Cursor cursor, RealmDraft realm) {
        this.cursor = cursor;
        this.refs = new Refs(cursor);
        this.realm = realm;
        cursor.remarksTo(realm.remarks);
    }

    void read() {
        cursor.object(Kinds.ALL, name -> {
            realm.told.add(name.length() > 100 ? "" : name);
            realm.last = name;
            field(name);
        });
    }

    private void field(String name) {
        switch (name) {
            case "realm" -> realm.name = cursor.name(Kinds.NONE);
            case "keycloakVersion" -> realm.version = cursor.text(Kinds.NONE);
            case "users" -> new UsersReader(cursor, refs).read(realm.users = new ArrayList<>());
            case "federatedUsers" -> new UsersReader(cursor, refs).read(realm.federatedUsers = new ArrayList<>());
            case "roles" -> new RolesReader(cursor, refs).read(realm.roles = new ArrayList<>(),
                    realm.clientsWithRoles = new LinkedHashSet<>());
            case "groups" -> new GroupsReader(cursor, refs).read(realm.groups = new ArrayList<>());
            case "clients", "applications" -> new ClientsReader(cursor, refs).read(realm.clients = new ArrayList<>());
            case "defaultRole" -> defaultRole();
            case "defaultRoles" -> realm.defaultRoles = refs.list(null, "/defaultRoles", Kinds.MEMBERSHIP);
            case "defaultGroups" -> realm.defaultGroups = refs.list(null, "/defaultGroups", Kinds.MEMBERSHIP);
            case "components" -> cursor.object(Kinds.NONE, this::component);
            case "userFederationProviders" -> cursor.list(Kinds.NONE, index -> realm.directoryBehind = true);
            case "adminPermissionsEnabled" ->
                realm.finePermissions = Boolean.TRUE.equals(cursor.flag(Kinds.NONE));
            default -> {
                if (SettingsReader.knows(name)) {
                    new SettingsReader(cursor).read(name, realm.settings);
                }
            }
        }
    }

    private void defaultRole() {
        cursor.object(Kinds.MEMBERSHIP, field -> {
            var name = field.equals("name") ? cursor.name(Kinds.MEMBERSHIP) : null;
            if (name != null) {
                realm.defaultRoles = new ArrayList<>();
                realm.defaultRoles.add(new Ref(null, name, "/defaultRole/name"));
            }
        });
    }

    private void component(String type) {
        if (type.equals("org.keycloak.storage.UserStorageProvider")) {
            cursor.list(Kinds.NONE, index -> realm.directoryBehind = true);
        }
    }
}
