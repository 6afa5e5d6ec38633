package org.bailiwick.connector.realmexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.ObservationSink;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.keycloak.RealmSettings;
import org.bailiwick.connector.realmexport.FileRead.Outcome;
import org.junit.jupiter.api.Test;

class RealmExportsTests {
    @Test
    void aRealmAndItsFilesOfUsersBecomeOneRealm() {
        var read = RealmExports.read(Stream.of("realm", "users-0", "users-1").map(
                part -> Exports.file("in/harbour-freight-" + part + ".json",
                        Exports.authored("harbour-freight-" + part + ".json")))
                .toList());

        assertThat(read.realms()).hasSize(1);
        var realm = read.realms().getFirst();
        assertThat(realm.files()).hasSize(3);
        assertThat(Exports.accounts(realm)).containsExactly("frontdesk", "nadia.okafor", "ola.lind", "piet.vries",
                "service-account-provisioning", "service-account-tracking");
        assertThat(realm.completeness()).allMatch(Completeness::complete);
        assertThat(read.files()).extracting(FileRead::outcome).containsOnly(Outcome.READ);
    }

    @Test
    void aMissingFileOfUsersIsMissed() {
        var read = RealmExports.read(List.of(
                Exports.file("harbour-freight-realm.json", Exports.authored("harbour-freight-realm.json")),
                Exports.file("harbour-freight-users-1.json", Exports.authored("harbour-freight-users-1.json"))));

        var realm = Exports.only(read);
        assertThat(Exports.statement(realm, ObjectKind.ACCOUNTS).complete()).isFalse();
        assertThat(Exports.unread(realm)).singleElement().asString().contains("has the number 1: give the others too");
    }

    @Test
    void usersWithoutTheirRealmAreStillRead() {
        var read = Exports.read(
                """
                {"realm": "acme", "users": [{"username": "tom", "clientRoles": {"realm-management": ["realm-admin"]}}]}""");

        var realm = Exports.only(read);
        assertThat(Exports.memberships(realm)).containsExactly("tom holds realm-management/realm-admin");
        assertThat(Exports.statement(realm, ObjectKind.ENTITLEMENTS).problem()).isEqualTo("the export has no `roles`");
        assertThat(realm.remarks()).extracting(Remark::text).anyMatch(text -> text.startsWith("holds users only"));
    }

    @Test
    void twoRealmsOfOneNameStayTwo() {
        var export = "{\"realm\": \"acme\", \"enabled\": true, \"users\": [{\"username\": \"%s\"}]}";
        var read = RealmExports.read(List.of(Exports.file("a/acme.json", export.formatted("tom")),
                Exports.file("b/acme.json", export.formatted("ann"))));

        assertThat(read.realms()).extracting(Exports::accounts).map(List::copyOf)
                .containsExactly(List.of("tom"), List.of("ann"));
    }

    @Test
    void groupsContainTheGroupsAboveThemAndRolesTheirParts() {
        var realm = Exports.only(Exports.read(Exports.authored("harbour-freight-realm.json")));

        assertThat(Exports.containments(realm)).contains("/IT/Night shift contains /IT", "/IT contains it-lead",
                "it-lead contains service-desk", "service-desk contains realm-management/manage-users",
                "/IT/Night shift contains tracking/read");
    }

    @Test
    void theOldestShapesAreRead() {
        var read = Exports.read(Exports.authored("old-shapes.json"));

        assertThat(Exports.outcome(read)).isEqualTo(Outcome.READ);
        assertThat(read.realms()).extracting(ExportedRealm::name).containsExactly("master", "empty-depot");
        var master = read.realms().getFirst();
        assertThat(Exports.memberships(master)).containsExactly("admin holds admin",
                "rosa.delgado holds orchard-law-realm/manage-users");
        assertThat(Exports.containments(master)).contains("admin contains orchard-law-realm/manage-users");
        assertThat(master.contents().clients()).extracting(ExportedClient::clientId)
                .containsExactly("orchard-law-realm", "console");
        assertThat(master.contents().hashedPasswords()).isEqualTo(1);
    }

    @Test
    void whatAnExportLeavesOutIsNotKnownAndNotNothing() {
        var realm = Exports.only(Exports.read("{\"realm\": \"acme\", \"enabled\": true}"));

        assertThat(realm.completeness()).noneMatch(Completeness::complete);
        assertThat(realm.contents().settings()).containsExactly(new Observed.Setting("enabled", "true"));
    }

    @Test
    void anExportOfTheConsoleHasServiceAccountsAndSaysNothingOfPeople() {
        var realm = Exports.only(Exports.read(
                """
                {"realm": "acme", "clients": [{"clientId": "sync", "serviceAccountsEnabled": true}], "groups": [],
                 "roles": {}, "users": [{"username": "service-account-sync", "serviceAccountClientId": "sync"}]}"""));

        assertThat(realm.contents().accounts()).singleElement().matches(Observed.Account::service);
        assertThat(Exports.statement(realm, ObjectKind.ACCOUNTS).problem()).contains("and no people");
    }

    @Test
    void aDirectoryBehindTheRealmMayHoldMorePeople() {
        var realm = Exports.only(
                Exports.read("""
                             {"realm": "acme", "users": [{"username": "tom"}],
                              "components": {"org.keycloak.storage.UserStorageProvider": [{"name": "ldap"}]}}"""));

        assertThat(Exports.statement(realm, ObjectKind.ACCOUNTS).note()).contains("a directory stands behind");
    }

    @Test
    void secretsAreToldFromMasksAndNeverKept() {
        var read = Exports.read(
                """
                {"realm": "acme", "clients": [{"clientId": "a", "secret": "s3cr3t-a"}, {"clientId": "b", "secret":
                 "**********"}, {"clientId": "c", "secret": "${C_SECRET}"}],
                 "users": [{"username": "tom", "credentials": [{"type": "password", "value": "s3cr3t-t"}]},
                  {"username": "ann", "credentials": [{"type": "password", "secretData": "{\\"value\\":\\"s3cr3t-h\\"}"}]}]}""");

        var contents = Exports.only(read).contents();
        assertThat(contents.clients()).extracting(ExportedClient::clearSecret).containsExactly(true, false, false);
        assertThat(contents.clearPasswords()).hasSize(1);
        assertThat(contents.hashedPasswords()).isEqualTo(1);
        assertThat(read.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void whomKeycloakLockedForGoodIsTheOnlyDisabledOneInUse() {
        var realm = Exports.only(Exports.read("""
                                              {"realm": "acme", "enabled": true, "users": [
                                                {"username": "locked", "enabled": false,
                                                 "attributes": {"disabledReason": ["permanentLockout"], "x": [1]}},
                                                {"username": "disabled", "enabled": false, "attributes": {"x": ["y"]}},
                                                {"username": "enabled", "enabled": true,
                                                 "attributes": {"disabledReason": ["permanentLockout"]}},
                                                {"username": "untold"}]}"""));

        assertThat(realm.contents().accounts()).extracting(Observed.Account::inUse).containsExactly(true, false, true,
                null);
        assertThat(Exports.unread(realm)).isEmpty();
    }

    @Test
    void faultsAreToldByTheirPointer() {
        var realm = Exports.only(Exports.read(Exports.authored("orchard-law.json")));

        assertThat(Exports.unread(realm)).contains("/users/1/enabled is a text where true or false belongs",
                "/users/3 is a user without a `username`", "/users/4 is null where a user belongs",
                "/groups/0/subGroups is an object where a list belongs",
                "/bruteForceProtected is a placeholder, `${LOCKOUT}`: the value is not known",
                "/roles/realm/2 is a second role named `clerk`: the first one was taken");
        assertThat(realm.remarks()).extracting(Remark::text)
                .anyMatch(text -> text.startsWith("roles contain themselves in a circle of 2"));
        assertThat(realm.contents().settings()).extracting(Observed.Setting::key)
                .doesNotContain("bruteForceProtected", "failureFactor", "passwordPolicy");
    }

    @Test
    void ofANameThatStandsTwiceTheLastHoldsAsInKeycloak() {
        var realm = Exports.only(
                Exports.read("""
                             {"realm": "acme", "users": [{"username": "tom", "enabled": true, "enabled": false}]}"""));

        assertThat(realm.contents().accounts()).extracting(Observed.Account::enabled).containsExactly(false);
        assertThat(realm.contents().accounts()).extracting(Observed.Account::locked).containsOnlyNulls();
        assertThat(realm.contents().accounts()).extracting(Observed.Account::lockout)
                .containsOnly(Observed.Lockout.NOT_KNOWN);
        assertThat(Exports.unread(realm)).singleElement().asString().startsWith("/users/0/enabled stands twice");
    }

    @Test
    void aFileThatIsNoRealmIsNotTakenForOne() {
        for (var text : List.of("", "   ", "null", "7", "\"realm\"", "[]", "{}", "[1]", "not json", "{\"users\": []}",
                "{\"realm\": {\"a\": 1}, \"users\": []}",
                "{\"realm\": \"acme\", \"auth-server-url\": \"https://sso.example\", \"resource\": \"app\"}")) {
            var read = Exports.read(text);

            assertThat(Exports.outcome(read)).as(text).isEqualTo(Outcome.NOT_READ);
            assertThat(read.realms()).as(text).isEmpty();
            assertThat(read.files().getFirst().remarks()).as(text).isNotEmpty();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsOnlyThatFile() {
        var read = RealmExports.read(List.of(new ExportFile("gone.json", () -> {
            throw new IOException("there is no such file");
        }), Exports.file("acme.json", "{\"realm\": \"acme\", \"users\": []}")));

        assertThat(read.files()).extracting(FileRead::outcome).containsExactly(Outcome.NOT_READ, Outcome.READ);
    }

    @Test
    void theExportStreamsWhatConnectorsStream() {
        var kinds = new ArrayList<ObjectKind>();
        var objects = new ArrayList<Observed>();
        Exports.only(Exports.read(Exports.authored("old-shapes.json"))).observe(new ObservationSink() {
            @Override
            public void observed(Observed object) {
                objects.add(object);
            }

            @Override
            public void ended(Completeness kind) {
                kinds.add(kind.kind());
            }
        });

        assertThat(kinds).containsExactly(ObjectKind.values());
        assertThat(objects).hasAtLeastOneElementOfType(Observed.Account.class)
                .hasAtLeastOneElementOfType(Observed.Membership.class);
    }

    @Test
    void everySettingOfTheConnectorHasAType() {
        var notFlags = Stream.concat(SettingsReader.TEXTS.stream(), SettingsReader.NUMBERS.stream())
                .collect(Collectors.toSet());

        assertThat(RealmSettings.KEYS).containsAll(notFlags);
        assertThat(RealmSettings.KEYS.stream().filter(key -> !notFlags.contains(key))).noneMatch(
                key -> key.endsWith("Seconds") || key.endsWith("Lifespan") || key.endsWith("Timeout"));
    }
}
