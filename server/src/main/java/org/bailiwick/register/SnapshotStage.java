package org.bailiwick.register;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bailiwick.catalogue.Catalogue;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.ObjectKind;
import org.bailiwick.connector.ObservationSink;
import org.bailiwick.connector.Observed;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a system says while it is being read, outside of any transaction, and then streams it into temporary
 * tables by binary COPY. What cannot be stored as it is makes its kind incomplete, so nothing is concluded from it.
 */
final class SnapshotStage implements ObservationSink, AutoCloseable {
    /** To be raised when something else is concluded from the same rows than before. */
    private static final int RULES = 2;

    private final Catalogue catalogue;
    private final Catalogue.Place place;
    private final byte[] salt;
    private final Map<StagedTable, CopyFile> files = new EnumMap<>(StagedTable.class);
    private final Map<ObjectKind, Completeness> ended = new EnumMap<>(ObjectKind.class);
    private final Map<ObjectKind, String> leftOut = new EnumMap<>(ObjectKind.class);
    private Observed.SignIns signIns = new Observed.SignIns(null, "the system does not tell of sign-ins");

    /**
     * @param folder where to keep what is read until it is merged
     * @param name unique in the folder
     * @param salt of the digests of what is read
     */
    SnapshotStage(Path folder, String name, Catalogue catalogue, Catalogue.Place place, byte[] salt) {
        this.catalogue = catalogue;
        this.place = place;
        this.salt = salt.clone();
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder `%s` for snapshots cannot be made".formatted(folder), failed);
        }
        for (var table : StagedTable.values()) {
            files.put(table, new CopyFile(folder.resolve(name + "-" + table.table()), salt));
        }
    }

    @Override
    public synchronized void observed(Observed object) {
        switch (object) {
            case Observed.Account account -> account(account);
            case Observed.Credential credential -> credential(credential);
            case Observed.Entitlement entitlement -> entitlement(entitlement);
            case Observed.Containment(var parent, var child) -> keyed(ObjectKind.CONTAINMENTS, parent.kind(),
                    parent.id(), child.kind(), child.id());
            case Observed.Membership(var account, var key) -> keyed(ObjectKind.MEMBERSHIPS, account, key.kind(),
                    key.id());
            case Observed.Setting setting -> setting(setting);
            case Observed.SignIns reach -> signIns = reach;
        }
    }

    @Override
    public synchronized void ended(Completeness kind) {
        ended.put(kind.kind(), kind);
    }

    /** How far the sign-ins reach that came with the accounts. */
    Observed.SignIns signIns() {
        return new Observed.SignIns(Inert.time(signIns.since()), Inert.nameOrNull(signIns.problem()));
    }

    /** What was kept for this table, in PostgreSQL's binary format; can be read once. */
    InputStream rows(StagedTable table) {
        return file(table).finished();
    }

    /** How many rows were kept for this table. */
    long count(StagedTable table) {
        return file(table).rows();
    }

    byte[] salt() {
        return salt.clone();
    }

    /** The same digest as that of another reading: nothing else can be concluded from this one. */
    byte[] digest(ObjectKind kind) {
        var told = completeness(kind).itemsTold();
        return file(StagedTable.of(kind)).digest(RULES, told == null ? -1 : told);
    }

    /** What was read of this kind; a kind of which nothing was said, or that was not kept whole, is incomplete. */
    Completeness completeness(ObjectKind kind) {
        var said = ended.get(kind);
        if (said == null) {
            return new Completeness(kind, 1, 0, 0, null, "nothing was read; read the system again");
        }
        var problem = leftOut.get(kind);
        return problem == null ? said : Kinds.doubted(said, problem);
    }

    @Override
    public void close() {
        files.values().forEach(CopyFile::close);
    }

    private void account(Observed.Account account) {
        if (!fits(ObjectKind.ACCOUNTS, account.id())) {
            return;
        }
        var signedIn = Inert.time(account.lastSignInAt());
        if (signedIn != null) {
            file(StagedTable.SIGN_INS).row(account.id(), signedIn);
        }
        file(StagedTable.ACCOUNTS).row(account.id(), Inert.name(account.username()), Inert.name(account.displayName()),
                Inert.nameOrNull(account.mail()), account.mailVerified(), account.service(), account.enabled(),
                account.locked(), Inert.time(account.createdAt()), pending(account),
                Inert.nameOrNull(account.origin().employeeId()),
                federatedAs(account), Inert.time(account.lockout().since()), account.lockout().failures(),
                account.lockout().permanent());
    }

    private static @Nullable String federatedAs(Observed.Account account) {
        var links = account.origin().federatedAs();
        return links == null
                ? null
                : new String(CanonicalJson.bytes(Json.array(links.stream()
                        .map(link -> Json.object().put("issuer", Inert.name(link.issuer()))
                                .put("subject", Inert.name(link.subject())).build())
                        .toList())), StandardCharsets.UTF_8);
    }

    /** Names without spaces, so that a space parts them. */
    private static @Nullable String pending(Observed.Account account) {
        var actions = account.pendingActions();
        return actions == null
                ? null
                : Inert.name(actions.stream().map(action -> action.replace(' ', '_')).collect(Collectors.joining(" ")));
    }

    private void credential(Observed.Credential credential) {
        if (!fits(ObjectKind.CREDENTIALS, credential.accountId(), credential.kind(), credential.id())) {
            return;
        }
        file(StagedTable.CREDENTIALS).row(credential.accountId(), credential.kind(), credential.id(),
                Inert.nameOrNull(credential.label()), Inert.time(credential.createdAt()),
                Inert.time(credential.expiresAt()));
    }

    private void entitlement(Observed.Entitlement entitlement) {
        EntitlementKey key = entitlement.key();
        if (!fits(ObjectKind.ENTITLEMENTS, key.kind(), key.id())) {
            return;
        }
        var name = Inert.name(entitlement.name());
        var meaning = catalogue.meaning(place, key.kind(), name);
        file(StagedTable.ENTITLEMENTS).row(key.kind(), key.id(), name, Inert.nameOrNull(entitlement.description()),
                meaning.tier(), meaning.selfRaising());
    }

    private void setting(Observed.Setting setting) {
        if (!Inert.fits(setting.value(), Inert.LONGEST_VALUE)) {
            leaveOut(ObjectKind.SETTINGS);
            return;
        }
        if (fits(ObjectKind.SETTINGS, setting.key())) {
            file(StagedTable.SETTINGS).row(setting.key(), setting.value());
        }
    }

    private void keyed(ObjectKind kind, String... ids) {
        if (fits(kind, ids)) {
            file(StagedTable.of(kind)).row((Object[]) ids);
        }
    }

    private boolean fits(ObjectKind kind, String... ids) {
        for (var id : ids) {
            if (!Inert.fits(id)) {
                leaveOut(kind);
                return false;
            }
        }
        return true;
    }

    private void leaveOut(ObjectKind kind) {
        leftOut.put(kind, "the system names one of its %s by an id that is empty, too long or not text; it was left out"
                .formatted(Kinds.word(kind)));
    }

    private CopyFile file(StagedTable table) {
        return Objects.requireNonNull(files.get(table));
    }
}
