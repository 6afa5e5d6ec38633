package org.bailiwick.connector.realmexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.realmexport.FileRead.Outcome;
import org.junit.jupiter.api.Test;

/** Whatever somebody puts into a file: the reader ends, and claims nothing that it did not read. */
class HostileExportsTests {
    private static final String MINIMAL = "{\"realm\": \"acme\", \"users\": [%s]}";

    @Test
    void aTruncatedExportClaimsNothingBeyondWhereItBreaksOff() {
        for (var name : List.of("harbour-freight-realm.json", "orchard-law.json", "harbour-freight-users-0.json")) {
            var whole = Exports.authored(name);
            var complete = Exports.only(Exports.read(whole));

            var length = new String(whole, StandardCharsets.UTF_8).stripTrailing().length();
            IntStream.range(1, length).filter(end -> end % (1 + length / 900) == 0)
                    .forEach(end -> requireHonest(complete, Exports.read(Arrays.copyOf(whole, end))));
        }
    }

    static void requireHonest(ExportedRealm complete, RealmExports.Read truncated) {
        assertThat(Exports.outcome(truncated)).isNotEqualTo(Outcome.READ);
        for (var realm : truncated.realms()) {
            assertThat(realm.completeness()).noneMatch(Completeness::complete);
            assertThat(Exports.accounts(complete)).containsAll(Exports.accounts(realm));
            assertThat(Exports.memberships(complete)).containsAll(Exports.memberships(realm));
            assertThat(Exports.containments(complete)).containsAll(Exports.containments(realm));
            assertThat(complete.contents().settings()).containsAll(realm.contents().settings());
            assertThat(Exports.unread(realm)).isNotEmpty();
        }
    }

    @Test
    void theEncodingMakesNoDifference() {
        var bytes = Exports.authored("harbour-freight-realm.json");
        var text = new String(bytes, StandardCharsets.UTF_8);
        var plain = Exports.only(Exports.read(bytes));

        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE,
                Charset.forName("UTF-32LE"))) {
            var marked = ("\uFEFF" + text).getBytes(charset);
            assertSame(plain, Exports.read(marked), charset + " with mark");
            assertSame(plain, Exports.read(Exports.gzip(marked)), charset + " with mark, packed");
        }
        assertSame(plain, Exports.read(text.getBytes(StandardCharsets.UTF_16LE)), "UTF-16LE without mark");
        assertSame(plain, Exports.read(text.getBytes(StandardCharsets.UTF_16BE)), "UTF-16BE without mark");
        assertSame(plain, Exports.read("[" + text + "]"), "in a list");
    }

    private static void assertSame(ExportedRealm plain, RealmExports.Read other, String what) {
        assertThat(Exports.outcome(other)).as(what).isEqualTo(Outcome.READ);
        assertThat(Exports.only(other).contents()).as(what).isEqualTo(plain.contents());
        assertThat(Exports.only(other).completeness()).as(what).isEqualTo(plain.completeness());
    }

    @Test
    void damagedGzipIsReadUpToTheDamage() {
        var packed = Exports.gzip(Exports.authored("harbour-freight-realm.json"));
        var complete = Exports.only(Exports.read(packed));

        for (int end = 2; end < packed.length; end += 7) {
            var read = Exports.read(Arrays.copyOf(packed, end));
            if (Exports.outcome(read) != Outcome.READ) {
                requireHonest(complete, read);
            }
        }
        assertThat(Exports.outcome(Exports.read(Arrays.copyOf(packed, packed.length / 2)))).isNotEqualTo(Outcome.READ);
    }

    @Test
    void bytesThatAreNoTextAreTold() {
        var bytes = MINIMAL.formatted("{\"username\": \"jos?\"}").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xE9;

        var read = Exports.read(bytes);

        assertThat(Exports.outcome(read)).isEqualTo(Outcome.PARTLY);
        assertThat(read.files().getFirst().remarks()).singleElement().extracting(Remark::text).asString()
                .startsWith("line 1 holds bytes that are no text");
    }

    @Test
    void whatFollowsTheEndIsNotRead() {
        var read = Exports.read(MINIMAL.formatted("") + "{\"realm\": \"other\", \"users\": []}");

        assertThat(Exports.outcome(read)).isEqualTo(Outcome.PARTLY);
        assertThat(read.realms()).extracting(ExportedRealm::name).containsExactly("acme");
    }

    @Test
    void deepNestingEndsTheReadingAndNotTheProgram() {
        var bomb = "[".repeat(1_000_000);

        assertThat(Exports.outcome(Exports.read(bomb))).isEqualTo(Outcome.NOT_READ);
        var read = Exports.read("{\"realm\": \"acme\", \"enabled\": true, \"x\": " + bomb);
        assertThat(Exports.outcome(read)).isEqualTo(Outcome.PARTLY);
        assertThat(Exports.unread(Exports.only(read))).singleElement().asString().contains("too deep");
    }

    @Test
    void aThousandGroupsInEachOtherAreReadAsFarAsGroupsGo() {
        var groups = "{\"name\": \"g\", \"subGroups\": [".repeat(1_000) + "]}".repeat(1_000);
        var realm = Exports.only(Exports.read("{\"realm\": \"acme\", \"groups\": [" + groups + "]}"));

        assertThat(realm.contents().entitlements()).hasSize(100);
        assertThat(Exports.unread(realm)).singleElement().asString().contains("more than 100 groups deep");
        assertThat(Exports.statement(realm, ObjectKind.CONTAINMENTS).complete()).isFalse();
    }

    @Test
    void namesOfMegabytesAreShownShortAndStillToldApart() {
        var name = "n".repeat(10_000_000);
        var realm = Exports.only(Exports
                .read(MINIMAL.formatted("{\"username\": \"%sa\", \"realmRoles\": [\"%s\"]}, {\"username\": \"%sb\"}"
                        .formatted(name, name, name))));

        assertThat(realm.contents().accounts()).hasSize(2)
                .allMatch(account -> account.username().length() <= 1_000);
        assertThat(realm.contents().entitlements()).allMatch(right -> right.name().length() <= 1_000);
    }

    @Test
    void controlCharactersAndTurnedTextAreMadeInert() {
        var realm = Exports.only(Exports.read(
                """
                {"realm": "ac\\u0000me", "users": [{"username": "to\\u001b[31mm\\u202e", "firstName": "\\u0007"}]}"""));

        assertThat(realm.name()).isEqualTo("ac\uFFFDme");
        assertThat(realm.contents().accounts()).extracting(Observed.Account::username)
                .containsExactly("to\uFFFD[31mm\uFFFD");
    }

    @Test
    void aMillionFaultsAreCountedAndAThousandKept() {
        var realm = Exports.only(Exports.read(MINIMAL.formatted("7,".repeat(1_000_000) + "7")));

        assertThat(realm.unread()).isEqualTo(1_000_001);
        assertThat(realm.remarks()).hasSize(1_000);
        assertThat(realm.remarksLeft()).isEqualTo(1_000_001 + 1 - 1_000);
    }

    @Test
    void longCirclesOfRolesEnd() {
        int length = 20_000;
        var roles = new StringBuilder();
        for (int role = 0; role < length; role++) {
            roles.append(role == 0 ? "" : ",")
                    .append("{\"name\": \"r%d\", \"composite\": true, \"composites\": {\"realm\": [\"r%d\"]}}"
                            .formatted(role, (role + 1) % length));
        }
        var realm = Exports.only(
                Exports.read("{\"realm\": \"acme\", \"groups\": [], \"roles\": {\"realm\": [%s]}}".formatted(roles)));

        assertThat(realm.contents().containments()).hasSize(length);
        assertThat(realm.remarks()).singleElement().extracting(Remark::text).asString().contains("a circle of 20000");
    }

    @Test
    void placeholdersAreNotKnownValues() {
        var realm = Exports.only(Exports.read(
                """
                {"realm": "acme", "bruteForceProtected": ${BF:true}, "failureFactor": "${FF}", "sslRequired": "${SSL}",
                 "users": [{"username": "tom", "enabled": "${ON}"}]}"""));

        assertThat(realm.contents().settings()).isEmpty();
        assertThat(realm.contents().accounts()).extracting(Observed.Account::enabled).containsExactly((Boolean) null);
        assertThat(Exports.unread(realm)).hasSize(4).allMatch(text -> text.contains("is a placeholder"));
    }

    @Test
    void aPlaceholderInsideATextIsNoFault() {
        var read = Exports.read(
                """
                {"realm": "acme", "displayName": "${NAME} \\"${X}\\"", "users": [], "roles": {"realm": [{"name": "r",
                 "description": "${role_r}"}]}}""");

        assertThat(Exports.outcome(read)).isEqualTo(Outcome.READ);
    }

    @Test
    void duplicateIdsDoNotMakeTwoAccountsOne() {
        var realm = Exports.only(Exports.read(MINIMAL.formatted(
                """
                {"id": "1", "username": "tom", "realmRoles": ["a"]}, {"id": "1", "username": "ann", "realmRoles": ["b"]}""")));

        assertThat(Exports.memberships(realm)).containsExactly("ann holds b", "tom holds a");
        assertThat(Exports.statement(realm, ObjectKind.ACCOUNTS).complete()).isFalse();
    }

    @Test
    void anyValueInAnyPlaceOfTheWrongTypeIsTold() {
        var users = Stream.of("enabled", "createdTimestamp", "realmRoles", "clientRoles", "groups", "requiredActions");
        users.forEach(field -> {
            for (var wrong : List.of("{\"a\": {\"b\": 1}}", "[[1]]", "\"x\"", "1.5", "true")) {
                var read = Exports.read(MINIMAL.formatted("{\"username\": \"tom\", \"%s\": %s}, {\"username\": \"ann\"}"
                        .formatted(field, wrong)));

                assertThat(Exports.accounts(Exports.only(read))).containsExactly("ann", "tom");
                if (!(field.equals("enabled") && wrong.equals("true"))) {
                    assertThat(Exports.outcome(read)).as(field + " " + wrong).isEqualTo(Outcome.PARTLY);
                    assertThat(Exports.unread(Exports.only(read))).as(field + " " + wrong)
                            .allMatch(text -> text.startsWith("/users/0/" + field));
                }
            }
        });
    }
}
