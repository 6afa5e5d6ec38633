package org.bailiwick.connector.realmexport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One realm as a file tells it, before its names are looked up. */
final class RealmDraft {
    private static final Set<String> SIGNS = Set.of("id", "keycloakVersion", "displayName", "users", "federatedUsers",
            "clients", "applications", "roles", "groups", "clientScopes", "identityProviders", "components",
            "authenticationFlows", "requiredCredentials", "smtpServer", "attributes");

    final ExportFile file;
    final String pointer;
    final Remarks remarks = new Remarks();
    /** The names at its top level. */
    final Set<String> told = new LinkedHashSet<>();
    final Map<String, String> settings = new LinkedHashMap<>();
    /** What was told last at its top level. */
    String last = "";
    @Nullable
    String name;
    @Nullable
    String version;
    List<UserDraft> users = new ArrayList<>();
    List<UserDraft> federatedUsers = new ArrayList<>();
    List<RoleDraft> roles = new ArrayList<>();
    /** The clients whose roles the file lists. */
    Set<String> clientsWithRoles = new LinkedHashSet<>();
    List<GroupDraft> groups = new ArrayList<>();
    List<ClientDraft> clients = new ArrayList<>();
    List<Ref> defaultRoles = new ArrayList<>();
    List<Ref> defaultGroups = new ArrayList<>();
    boolean directoryBehind;
    boolean finePermissions;

    RealmDraft(ExportFile file, String pointer) {
        this.file = file;
        this.pointer = pointer;
    }

    /** Of a number at which a file breaks off nobody knows whether it was read to its end. */
    void brokeOff() {
        settings.remove(last);
    }

    /** The adapter's configuration of an application also names a realm, and tells nothing about it. */
    boolean isRealm() {
        return name != null && told.stream().anyMatch(key -> SIGNS.contains(key) || SettingsReader.knows(key));
    }

    /** Holds users of a realm that stands in another file. */
    boolean isUsersOnly() {
        return name != null && (told.contains("users") || told.contains("federatedUsers"))
                && Set.of("realm", "id", "users", "federatedUsers").containsAll(told);
    }
}
