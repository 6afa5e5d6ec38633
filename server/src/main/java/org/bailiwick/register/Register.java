package org.bailiwick.register;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Reads what was observed. */
@Component
public final class Register {
    /** The kind of work that determines who is who after a reading: until it is done, accounts may be somebody else's. */
    public static final String CORRELATION = CorrelateIdentities.KIND;

    private final GrantStore grants;
    private final SnapshotStore snapshots;
    private final SnapshotDigestStore digests;

    Register(GrantStore grants, SnapshotStore snapshots, SnapshotDigestStore digests) {
        this.grants = grants;
        this.snapshots = snapshots;
        this.digests = digests;
    }

    public Optional<GrantView> grant(TenantTx tx, UUID publicId) {
        return grants.find(tx, publicId);
    }

    public Optional<GrantView> grant(TenantTx tx, long id) {
        return grants.find(tx, id);
    }

    /** Those of these grants that were ever observed in this tenant. */
    public List<GrantView> grants(TenantTx tx, Collection<UUID> publicIds) {
        return grants.findAll(tx, publicIds);
    }

    /** Everything these accounts effectively hold, by the account's inside id. */
    public Map<Long, List<GrantView>> grantsOf(TenantTx tx, Collection<Long> accounts) {
        return grants.ofAccounts(tx, accounts).stream().collect(Collectors.groupingBy(held -> held.account().id()));
    }

    /** The grant of this account and entitlement, where one was ever observed. */
    public Optional<GrantView> grant(TenantTx tx, long account, long entitlement) {
        return grants.find(tx, account, entitlement);
    }

    /** Everything this account effectively holds. */
    public List<GrantView> grantsOf(TenantTx tx, long account) {
        return grants.ofAccount(tx, account);
    }

    /**
     * Whether this is the person's own access, so that somebody else decides. Looks again instead of relying on
     * {@link GrantView#person()} alone, which does not know somebody who has only just signed in for the first time.
     */
    public boolean isOwn(TenantTx tx, GrantView grant, Principal.Person person) {
        return grant.person().filter(person.id()::equals).isPresent()
                || grants.belongsTo(tx, grant.account().id(), person);
    }

    /** Whether this account is the person's own, looked up anew as in {@link #isOwn}. */
    public boolean isOwnAccount(TenantTx tx, long account, Principal.Person person) {
        return grants.belongsTo(tx, account, person);
    }

    /** As {@link #isOwn(TenantTx, GrantView, Principal.Person)}, for all of these accounts. */
    public boolean isOwn(TenantTx tx, List<Long> accounts, Principal.Person person) {
        return accounts.stream().anyMatch(account -> grants.linkedTo(tx, account, person.id())
                || grants.belongsTo(tx, account, person));
    }

    /** As {@link #isOwn(TenantTx, List, Principal.Person)}, of somebody who is not signed in now. */
    public boolean isOwn(TenantTx tx, List<Long> accounts, PersonId person, Persons.Key key) {
        return accounts.stream().anyMatch(account -> grants.linkedTo(tx, account, person)
                || grants.belongsTo(tx, account, person, key));
    }

    /** Which of these accounts are the person's own, as {@link #isOwn} says of one. */
    public Set<Long> ownAccounts(TenantTx tx, Collection<Long> accounts, Principal.Person person) {
        return Set.copyOf(grants.own(tx, accounts, person));
    }

    /** How old and how whole what is known about grants is in this tenant. */
    public DataAge ageOfGrants(TenantTx tx) {
        return age(tx, DataAge.OF_GRANTS);
    }

    /** How old and how whole what is known about accounts is in this tenant. */
    public DataAge ageOfIdentities(TenantTx tx) {
        return age(tx, DataAge.OF_IDENTITIES);
    }

    /** How old and how whole what is known about secrets and keys is in this tenant. */
    public DataAge ageOfCredentials(TenantTx tx) {
        return age(tx, DataAge.OF_CREDENTIALS);
    }

    /** What an answer is made of that looks at grants, and so at accounts, roles and groups too. */
    public Optional<Basis> basisOfGrants(TenantTx tx) {
        return basis(tx, DataAge.OF_GRANTS);
    }

    /** What an answer is made of that looks at secrets and at what their accounts are granted. */
    public Optional<Basis> basisOfCredentials(TenantTx tx) {
        return basis(tx, Stream.concat(DataAge.OF_GRANTS.stream(), DataAge.OF_CREDENTIALS.stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** What an answer is made of that looks at settings alone. */
    public Optional<Basis> basisOfSettings(TenantTx tx) {
        return basis(tx, DataAge.OF_SETTINGS);
    }

    /** What an answer is made of that looks at what roles and groups contain, and not at who holds them. */
    public Optional<Basis> basisOfComposition(TenantTx tx) {
        return basis(tx, DataAge.OF_COMPOSITION);
    }

    private Optional<Basis> basis(TenantTx tx, Set<String> kinds) {
        var held = tx.once(Held.class, () -> new Held(snapshots.readings(tx), digests.parts(tx)));
        var age = DataAge.of(held.readings(), kinds);
        var parts = new HashMap<String, String>();
        for (var part : held.parts()) {
            if (kinds.contains(part.kind())) {
                parts.put(part.system() + ": " + part.kind(), Objects.requireNonNullElse(part.digest(), ""));
            }
        }
        return age.observedAt() == null || !age.whole() || parts.containsValue("")
                ? Optional.empty()
                : Optional.of(new Basis(parts, age.observedAt()));
    }

    private record Held(List<DataAge.Reading> readings, List<SnapshotDigestStore.Part> parts) {}

    DataAge age(TenantTx tx, Set<String> kinds) {
        return DataAge.of(snapshots.readings(tx), kinds);
    }
}
