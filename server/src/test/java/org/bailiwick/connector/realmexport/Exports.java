package org.bailiwick.connector.realmexport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.realmexport.FileRead.Outcome;

/** Exports for tests: texts, the ones written for this project, and those of public repositories. */
public final class Exports {
    private Exports() {}

    static RealmExports.Read read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static RealmExports.Read read(byte[] bytes) {
        return RealmExports.read(List.of(file("export.json", bytes)));
    }

    static ExportFile file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static ExportFile file(String name, byte[] bytes) {
        return new ExportFile(name, () -> new ByteArrayInputStream(bytes));
    }

    static ExportedRealm only(RealmExports.Read read) {
        return read.realms().getFirst();
    }

    static Outcome outcome(RealmExports.Read read) {
        return read.files().getFirst().outcome();
    }

    static byte[] authored(String name) {
        try (var in = Exports.class.getResourceAsStream("/assess/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The folder with exports from public repositories; a test that needs it is skipped where it is absent. */
    public static Path shared() {
        var folder = Path.of(System.getProperty("bailiwick.root"), "..", "shared", "data", "keycloak-realms");
        assumeTrue(Files.isDirectory(folder), "skipped: ../shared/data/keycloak-realms is absent");
        return folder;
    }

    static List<Path> sharedFiles() {
        try (var files = Files.walk(shared())) {
            return files.filter(file -> file.toString().endsWith(".json") || file.toString().endsWith(".json.gz"))
                    .sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] plain(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return file.toString().endsWith(".gz")
                    ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                    : bytes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return packed.toByteArray();
    }

    static Set<String> accounts(ExportedRealm realm) {
        return realm.contents().accounts().stream().map(Observed.Account::username)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who is told to hold what directly, by names. */
    static Set<String> memberships(ExportedRealm realm) {
        var names = realm.contents().entitlements().stream()
                .collect(Collectors.toMap(Observed.Entitlement::key, Observed.Entitlement::name));
        var users = realm.contents().accounts().stream()
                .collect(Collectors.toMap(Observed.Account::id, Observed.Account::username));
        return realm.contents().memberships().stream()
                .map(held -> users.get(held.accountId()) + " holds " + names.get(held.entitlement()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> containments(ExportedRealm realm) {
        var names = realm.contents().entitlements().stream()
                .collect(Collectors.toMap(Observed.Entitlement::key, Observed.Entitlement::name));
        return realm.contents().containments().stream()
                .map(part -> names.get(part.parent()) + " contains " + names.get(part.child()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Completeness statement(ExportedRealm realm, ObjectKind kind) {
        return realm.completeness().stream().filter(statement -> statement.kind() == kind).findFirst().orElseThrow();
    }

    static List<String> unread(ExportedRealm realm) {
        return realm.remarks().stream().filter(Remark::unread).map(remark -> remark.pointer() + " " + remark.text())
                .toList();
    }
}
